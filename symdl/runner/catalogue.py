"""Where the catalogue of theorems lies.

In a checkout (or an editable install) it is the folder `proofs/` beside the package; a wheel carries it
inside the package.
"""

from importlib.resources import files
from pathlib import Path

from symdl.terms.errors import SymdlError


def catalogue_folder() -> Path:
    """The folder of the catalogue.

    Raises:
        SymdlError: when this installation carries none.
    """
    package = Path(str(files("symdl")))
    checkout = package.parent / "proofs"
    if checkout.is_dir() and (package.parent / "pyproject.toml").is_file():
        return checkout
    shipped = package / "proofs"
    if shipped.is_dir():
        return shipped
    raise SymdlError(
        f"The catalogue is missing: neither {checkout} nor {shipped} exists; reinstall with `pip install symdl`, "
        "or name the files to verify."
    )


def catalogue_files() -> list[Path]:
    """The proof files of the catalogue, by name."""
    return proof_files(catalogue_folder())


def proof_files(folder: Path) -> list[Path]:
    """The Python files below a folder that may hold claims, by path; hidden and private ones are left out."""
    return sorted(
        path
        for path in folder.rglob("*.py")
        if path.name != "conftest.py"
        and not any(part.startswith((".", "_")) for part in path.relative_to(folder).parts)
    )
