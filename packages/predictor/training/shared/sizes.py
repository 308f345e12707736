"""How many numbers a network has, so that a dense one of equal size can be put beside experts."""
from math import sqrt
from typing import Callable


def width_for(numbers: int, inputs: int, outputs: int) -> int:
    """Width of the two hidden layers of a dense network that has about so many numbers."""
    middle = (inputs + outputs + 2) / 2
    return max(4, round(sqrt(middle * middle + numbers) - middle))


def dense_beside(total: int, active: int, make: Callable[[int], object], inputs: int, outputs: int) -> dict:
    """Dense networks of equal active and of equal total size, by name."""
    sizes = {"dense-active": active, "dense-total": total}
    return {name: make(width_for(numbers, inputs, outputs)) for name, numbers in sizes.items()}
