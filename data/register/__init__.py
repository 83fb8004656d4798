"""What people told us: the tables, their migrations, what reads them and what adds to them."""
