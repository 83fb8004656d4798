"""The widgets of a page, found by what they are called, and pressed."""


def labelled(widgets, label):
    (found,) = [widget for widget in widgets if label in widget.label]
    return found


def of_label(visit, label):
    return labelled([*visit.text_area, *visit.text_input, *visit.radio, *visit.selectbox], label)


def press(visit, label):
    return labelled(visit.button, label).click().run()
