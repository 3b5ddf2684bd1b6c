from tenants.kit.errors import Invalid


class NothingWritten(Invalid):
    code = "nothing_written"
    default = "There is nothing in it yet. Write a line, then send."


class MessageTooLong(Invalid):
    code = "message_too_long"
    default = "This is longer than one message can be. Send it in two parts; nothing is lost."
