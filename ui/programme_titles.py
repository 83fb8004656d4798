"""What programmes are called: those that are published first, and then those only the register describes."""

from ui.stores import Stores


def titles_of(stores: Stores) -> dict[str, str]:
    """The title of every programme by id."""
    published = {own_id: programme.title for own_id, programme in stores.programmes.by_id.items()}
    own = stores.desk.picture.programmes if stores.desk is not None else {}
    return published | {own_id: one.title for own_id, one in own.items() if own_id not in published}
