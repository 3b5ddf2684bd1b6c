from tenants.kit.errors import Conflict


class ImportClosed(Conflict):
    code = "import_closed"
    default = "This file has been taken already, or was put aside. Choose it again to import it anew."
