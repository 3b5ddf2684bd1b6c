"""The whole schema, generated from the models by `make migration`. Never edit it by hand."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op
from tenants.database import migration  # noqa: F401 - registers our operations

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.install_tenancy()
    op.install_job_queue()
    op.create_table(
        "audit_entry",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("detail", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_tenant_id_at"), "audit_entry", ["tenant_id", "at"], unique=False)
    op.create_index(
        op.f("ix_audit_entry_tenant_id_subject_id_at"),
        "audit_entry",
        ["tenant_id", "subject_id", "at"],
        unique=False,
    )
    op.protect_table("audit_entry", grants="select, insert")
    op.create_table(
        "conversation",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('mentorship', 'circle')", name=op.f("ck_conversation_kind")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_conversation")),
    )
    op.protect_table("conversation")
    op.create_table(
        "directory",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'", name=op.f("ck_directory_slug")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_directory")),
        sa.UniqueConstraint("tenant_id", name=op.f("uq_directory_tenant_id")),
    )
    op.open_table("directory")
    op.create_table(
        "invitation",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=True),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("person_ids", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_invitation")),
    )
    op.protect_table("invitation")
    op.create_table(
        "link_request",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mail_key", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("purpose IN ('sign_in', 'reset', 'find')", name=op.f("ck_link_request_purpose")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_link_request")),
    )
    op.protect_table("link_request")
    op.create_table(
        "mail",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_mail")),
    )
    op.create_index(op.f("ix_mail_tenant_id_created_at"), "mail", ["tenant_id", "created_at"], unique=False)
    op.create_index(
        op.f("ix_mail_tenant_id_person_id_created_at"),
        "mail",
        ["tenant_id", "person_id", "created_at"],
        unique=False,
    )
    op.protect_table("mail")
    op.create_table(
        "organization",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("tagline", sa.Text(), nullable=False),
        sa.Column("contact_mail", sa.Text(), nullable=False),
        sa.Column("dues_url", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("accent", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("accent ~ '^#[0-9a-f]{6}$'", name=op.f("ck_organization_accent")),
        sa.CheckConstraint("plan IN ('free', 'standard', 'large')", name=op.f("ck_organization_plan")),
        sa.CheckConstraint("id = tenant_id", name=op.f("ck_organization_one_row")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_organization")),
    )
    op.protect_table("organization")
    op.create_table(
        "person",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("mail_key", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_person")),
        sa.UniqueConstraint("tenant_id", "mail_key", name=op.f("uq_person_tenant_id_mail_key")),
    )
    op.create_index(
        op.f("ix_person_tenant_id_sort_key_id"), "person", ["tenant_id", "sort_key", "id"], unique=False
    )
    op.protect_table("person")
    op.create_table(
        "program",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("slug ~ '^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$'", name=op.f("ck_program_slug")),
        sa.CheckConstraint("status IN ('draft', 'open', 'closed')", name=op.f("ck_program_status")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_program")),
        sa.UniqueConstraint("tenant_id", "slug", name=op.f("uq_program_tenant_id_slug")),
    )
    op.protect_table("program")
    op.create_table(
        "roster_import",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("columns", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("samples", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("delimiter", sa.Text(), nullable=False),
        sa.Column("mapping", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('checked', 'applying', 'done', 'failed')", name=op.f("ck_roster_import_state")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_roster_import")),
    )
    op.create_index(
        op.f("ix_roster_import_tenant_id_created_at"),
        "roster_import",
        ["tenant_id", "created_at"],
        unique=False,
    )
    op.protect_table("roster_import")
    op.create_table(
        "sign_in_attempt",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_sign_in_attempt")),
    )
    op.create_index(
        op.f("ix_sign_in_attempt_tenant_id_at"), "sign_in_attempt", ["tenant_id", "at"], unique=False
    )
    op.create_index(
        op.f("ix_sign_in_attempt_tenant_id_key_at"),
        "sign_in_attempt",
        ["tenant_id", "key", "at"],
        unique=False,
    )
    op.protect_table("sign_in_attempt")
    op.create_table(
        "application_claim",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("mail_key", sa.Text(), nullable=False),
        sa.Column("typed", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('mentor', 'mentee', 'peer')", name=op.f("ck_application_claim_role")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "program_id"],
            ["program.tenant_id", "program.id"],
            name=op.f("fk_application_claim_tenant_id_program_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_application_claim")),
        sa.UniqueConstraint(
            "tenant_id", "token_hash", name=op.f("uq_application_claim_tenant_id_token_hash")
        ),
    )
    op.create_index(
        op.f("ix_application_claim_tenant_id_expires_at"),
        "application_claim",
        ["tenant_id", "expires_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_application_claim_tenant_id_mail_key_created_at"),
        "application_claim",
        ["tenant_id", "mail_key", "created_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_application_claim_tenant_id_program_id"),
        "application_claim",
        ["tenant_id", "program_id"],
        unique=False,
    )
    op.protect_table("application_claim")
    op.create_table(
        "consent",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("in_order", sa.Boolean(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'agreed', 'refused', 'withdrawn', 'expired')", name=op.f("ck_consent_state")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "asked_by"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_consent_tenant_id_asked_by"),
            ondelete="SET NULL (asked_by)",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_consent")),
    )
    op.create_index(
        "ix_consent_due",
        "consent",
        ["tenant_id", "subject_kind", "expires_at"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        op.f("ix_consent_tenant_id_subject_kind_subject_id_asked_at"),
        "consent",
        ["tenant_id", "subject_kind", "subject_id", "asked_at"],
        unique=False,
    )
    op.create_index(
        "uq_consent_open",
        "consent",
        ["tenant_id", "subject_kind", "subject_id"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.protect_table("consent")
    op.create_table(
        "conversation_seat",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("read_number", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noticed_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "conversation_id"],
            ["conversation.tenant_id", "conversation.id"],
            name=op.f("fk_conversation_seat_tenant_id_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_conversation_seat_tenant_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_conversation_seat")),
        sa.UniqueConstraint(
            "tenant_id",
            "conversation_id",
            "person_id",
            name=op.f("uq_conversation_seat_tenant_id_conversation_id_person_id"),
        ),
    )
    op.create_index(
        op.f("ix_conversation_seat_tenant_id_person_id"),
        "conversation_seat",
        ["tenant_id", "person_id"],
        unique=False,
    )
    op.protect_table("conversation_seat")
    op.create_table(
        "help_request",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('pair', 'rematch', 'question', 'visitor')", name=op.f("ck_help_request_kind")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "answered_by"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_help_request_tenant_id_answered_by"),
            ondelete="SET NULL (answered_by)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "owner_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_help_request_tenant_id_owner_id"),
            ondelete="SET NULL (owner_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_help_request_tenant_id_person_id"),
            ondelete="SET NULL (person_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "program_id"],
            ["program.tenant_id", "program.id"],
            name=op.f("fk_help_request_tenant_id_program_id"),
            ondelete="SET NULL (program_id)",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_help_request")),
        sa.UniqueConstraint("tenant_id", "key", name=op.f("uq_help_request_tenant_id_key")),
    )
    op.create_index(
        "ix_help_request_open",
        "help_request",
        ["tenant_id", "answer_by"],
        unique=False,
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_index(
        op.f("ix_help_request_tenant_id_answered_at"),
        "help_request",
        ["tenant_id", "answered_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_help_request_tenant_id_mail_asked_at"),
        "help_request",
        ["tenant_id", "mail", "asked_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_help_request_tenant_id_person_id_asked_at"),
        "help_request",
        ["tenant_id", "person_id", "asked_at"],
        unique=False,
    )
    op.protect_table("help_request")
    op.create_table(
        "import_problem",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("cells", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("faults", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "import_id"],
            ["roster_import.tenant_id", "roster_import.id"],
            name=op.f("fk_import_problem_tenant_id_import_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_import_problem")),
        sa.UniqueConstraint(
            "tenant_id", "import_id", "line", name=op.f("uq_import_problem_tenant_id_import_id_line")
        ),
    )
    op.protect_table("import_problem")
    op.create_table(
        "meeting",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gathering_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("place_name", sa.Text(), nullable=False),
        sa.Column("staff_present", sa.Boolean(), nullable=False),
        sa.Column("moved_to", sa.Date(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("logged_by", sa.Uuid(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("mode IN ('phone', 'video', 'in_person')", name=op.f("ck_meeting_mode")),
        sa.CheckConstraint("status IN ('held', 'missed', 'moved')", name=op.f("ck_meeting_status")),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_meeting_minutes")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "logged_by"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_meeting_tenant_id_logged_by"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_meeting")),
        sa.UniqueConstraint(
            "tenant_id",
            "gathering_id",
            "logged_by",
            "key",
            name=op.f("uq_meeting_tenant_id_gathering_id_logged_by_key"),
        ),
    )
    op.create_index(
        op.f("ix_meeting_tenant_id_gathering_id_held_on"),
        "meeting",
        ["tenant_id", "gathering_id", "held_on"],
        unique=False,
    )
    op.protect_table("meeting")
    op.create_table(
        "membership",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("member_class", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=True),
        sa.Column("dues_paid_until", sa.Date(), nullable=True),
        sa.Column("joined_year", sa.Integer(), nullable=True),
        sa.Column("started_practice_year", sa.Integer(), nullable=True),
        sa.Column("specialty", sa.Text(), nullable=False),
        sa.Column("institution", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "standing IN ('current', 'lapsed', 'pending', 'suspended')", name=op.f("ck_membership_standing")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_membership_tenant_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_membership")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_membership_tenant_id_number")),
        sa.UniqueConstraint("tenant_id", "person_id", name=op.f("uq_membership_tenant_id_person_id")),
    )
    op.protect_table("membership")
    op.create_table(
        "message",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sender_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "conversation_id"],
            ["conversation.tenant_id", "conversation.id"],
            name=op.f("fk_message_tenant_id_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "sender_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_message_tenant_id_sender_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_message")),
        sa.UniqueConstraint(
            "tenant_id", "conversation_id", "number", name=op.f("uq_message_tenant_id_conversation_id_number")
        ),
        sa.UniqueConstraint("tenant_id", "conversation_id", "sender_id", "key", name="uq_message_key"),
    )
    op.protect_table("message")
    op.create_table(
        "program_version",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("template", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "program_id"],
            ["program.tenant_id", "program.id"],
            name=op.f("fk_program_version_tenant_id_program_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "published_by"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_program_version_tenant_id_published_by"),
            ondelete="SET NULL (published_by)",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_program_version")),
        sa.UniqueConstraint(
            "tenant_id", "program_id", "number", name=op.f("uq_program_version_tenant_id_program_id_number")
        ),
    )
    op.create_index(
        op.f("ix_program_version_tenant_id_published_by"),
        "program_version",
        ["tenant_id", "published_by"],
        unique=False,
    )
    op.protect_table("program_version", grants="select, insert")
    op.create_table(
        "role_grant",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role IN ('owner', 'administrator', 'coordinator', 'committee', 'auditor')",
            name=op.f("ck_role_grant_role"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_role_grant_tenant_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint(
            "tenant_id", "person_id", "role", name=op.f("uq_role_grant_tenant_id_person_id_role")
        ),
    )
    op.create_index(op.f("ix_role_grant_tenant_id_role"), "role_grant", ["tenant_id", "role"], unique=False)
    op.protect_table("role_grant")
    op.create_table(
        "session",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("user_agent", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stepped_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_session_tenant_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_session")),
        sa.UniqueConstraint("tenant_id", "token_hash", name=op.f("uq_session_tenant_id_token_hash")),
    )
    op.create_index(
        op.f("ix_session_tenant_id_expires_at"), "session", ["tenant_id", "expires_at"], unique=False
    )
    op.create_index(
        op.f("ix_session_tenant_id_person_id"), "session", ["tenant_id", "person_id"], unique=False
    )
    op.protect_table("session")
    op.create_table(
        "sign_in_link",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('invitation', 'sign_in', 'reset')", name=op.f("ck_sign_in_link_purpose")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_sign_in_link_tenant_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_sign_in_link")),
        sa.UniqueConstraint("tenant_id", "token_hash", name=op.f("uq_sign_in_link_tenant_id_token_hash")),
    )
    op.create_index(
        op.f("ix_sign_in_link_tenant_id_expires_at"),
        "sign_in_link",
        ["tenant_id", "expires_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_sign_in_link_tenant_id_person_id"), "sign_in_link", ["tenant_id", "person_id"], unique=False
    )
    op.protect_table("sign_in_link")
    op.create_table(
        "application",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("typed", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("refusals", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("history", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("role IN ('mentor', 'mentee', 'peer')", name=op.f("ck_application_role")),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'asked_back', 'accepted', 'declined', 'waitlisted', 'withdrawn')",
            name=op.f("ck_application_status"),
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL", name=op.f("ck_application_sent")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decided_by"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_application_tenant_id_decided_by"),
            ondelete="SET NULL (decided_by)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_application_tenant_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "program_id"],
            ["program.tenant_id", "program.id"],
            name=op.f("fk_application_tenant_id_program_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "version_id"],
            ["program_version.tenant_id", "program_version.id"],
            name=op.f("fk_application_tenant_id_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_application")),
        sa.UniqueConstraint(
            "tenant_id",
            "person_id",
            "program_id",
            "role",
            name=op.f("uq_application_tenant_id_person_id_program_id_role"),
        ),
    )
    op.create_index(
        op.f("ix_application_tenant_id_decided_by"), "application", ["tenant_id", "decided_by"], unique=False
    )
    op.create_index(
        op.f("ix_application_tenant_id_program_id_status_submitted_at"),
        "application",
        ["tenant_id", "program_id", "status", "submitted_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_application_tenant_id_version_id"), "application", ["tenant_id", "version_id"], unique=False
    )
    op.protect_table("application")
    op.create_table(
        "consent_party",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("answer IN ('yes', 'no')", name=op.f("ck_consent_party_answer")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "consent_id"],
            ["consent.tenant_id", "consent.id"],
            name=op.f("fk_consent_party_tenant_id_consent_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_consent_party_tenant_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_consent_party")),
        sa.UniqueConstraint(
            "tenant_id",
            "consent_id",
            "person_id",
            name=op.f("uq_consent_party_tenant_id_consent_id_person_id"),
        ),
    )
    op.create_index(
        op.f("ix_consent_party_tenant_id_person_id"),
        "consent_party",
        ["tenant_id", "person_id"],
        unique=False,
    )
    op.protect_table("consent_party")
    op.create_table(
        "guide_download",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count > 0", name=op.f("ck_guide_download_count")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "program_id"],
            ["program.tenant_id", "program.id"],
            name=op.f("fk_guide_download_tenant_id_program_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "version_id"],
            ["program_version.tenant_id", "program_version.id"],
            name=op.f("fk_guide_download_tenant_id_version_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_guide_download")),
        sa.UniqueConstraint(
            "tenant_id", "version_id", "day", name=op.f("uq_guide_download_tenant_id_version_id_day")
        ),
    )
    op.create_index(
        op.f("ix_guide_download_tenant_id_program_id"),
        "guide_download",
        ["tenant_id", "program_id"],
        unique=False,
    )
    op.protect_table("guide_download")
    op.create_table(
        "round",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("computing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("figures", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("proof", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("state IN ('pool', 'pairing', 'sent', 'closed')", name=op.f("ck_round_state")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "created_by"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_round_tenant_id_created_by"),
            ondelete="SET NULL (created_by)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "program_id"],
            ["program.tenant_id", "program.id"],
            name=op.f("fk_round_tenant_id_program_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "version_id"],
            ["program_version.tenant_id", "program_version.id"],
            name=op.f("fk_round_tenant_id_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_round")),
    )
    op.create_index(op.f("ix_round_tenant_id_created_by"), "round", ["tenant_id", "created_by"], unique=False)
    op.create_index(
        op.f("ix_round_tenant_id_program_id_created_at"),
        "round",
        ["tenant_id", "program_id", "created_at"],
        unique=False,
    )
    op.create_index(op.f("ix_round_tenant_id_version_id"), "round", ["tenant_id", "version_id"], unique=False)
    op.protect_table("round")
    op.create_table(
        "survey_wave",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("survey_key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("unmixed", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("why IN ('pair', 'schedule', 'by_hand')", name=op.f("ck_survey_wave_why")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "program_id"],
            ["program.tenant_id", "program.id"],
            name=op.f("fk_survey_wave_tenant_id_program_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "version_id"],
            ["program_version.tenant_id", "program_version.id"],
            name=op.f("fk_survey_wave_tenant_id_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_survey_wave")),
        sa.UniqueConstraint(
            "tenant_id",
            "program_id",
            "survey_key",
            "why",
            "period",
            name=op.f("uq_survey_wave_tenant_id_program_id_survey_key_why_period"),
        ),
    )
    op.create_index(
        "ix_survey_wave_closing",
        "survey_wave",
        ["tenant_id", "closes_on"],
        unique=False,
        postgresql_where=sa.text("NOT closed"),
    )
    op.create_index(
        op.f("ix_survey_wave_tenant_id_opened_on"), "survey_wave", ["tenant_id", "opened_on"], unique=False
    )
    op.create_index(
        op.f("ix_survey_wave_tenant_id_version_id"), "survey_wave", ["tenant_id", "version_id"], unique=False
    )
    op.protect_table("survey_wave")
    op.create_table(
        "participant",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("preferences", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('mentor', 'mentee', 'peer')", name=op.f("ck_participant_role")),
        sa.CheckConstraint(
            "status IN ('active', 'paused', 'left', 'removed')", name=op.f("ck_participant_status")
        ),
        sa.CheckConstraint("capacity BETWEEN 1 AND 50", name=op.f("ck_participant_capacity")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "application_id"],
            ["application.tenant_id", "application.id"],
            name=op.f("fk_participant_tenant_id_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_participant_tenant_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "program_id"],
            ["program.tenant_id", "program.id"],
            name=op.f("fk_participant_tenant_id_program_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_participant")),
        sa.UniqueConstraint(
            "tenant_id", "application_id", name=op.f("uq_participant_tenant_id_application_id")
        ),
        sa.UniqueConstraint(
            "tenant_id",
            "person_id",
            "program_id",
            "role",
            name=op.f("uq_participant_tenant_id_person_id_program_id_role"),
        ),
    )
    op.create_index(
        op.f("ix_participant_tenant_id_program_id_status"),
        "participant",
        ["tenant_id", "program_id", "status"],
        unique=False,
    )
    op.protect_table("participant")
    op.create_table(
        "survey_invitation",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("remind_on", sa.Date(), nullable=True),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.CheckConstraint("role IN ('mentor', 'mentee', 'peer')", name=op.f("ck_survey_invitation_role")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_survey_invitation_tenant_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "wave_id"],
            ["survey_wave.tenant_id", "survey_wave.id"],
            name=op.f("fk_survey_invitation_tenant_id_wave_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_survey_invitation")),
        sa.UniqueConstraint(
            "tenant_id", "wave_id", "person_id", name=op.f("uq_survey_invitation_tenant_id_wave_id_person_id")
        ),
    )
    op.create_index(
        "ix_survey_invitation_reminder",
        "survey_invitation",
        ["tenant_id", "remind_on"],
        unique=False,
        postgresql_where=sa.text("NOT answered"),
    )
    op.create_index(
        "ix_survey_invitation_waiting",
        "survey_invitation",
        ["tenant_id", "person_id"],
        unique=False,
        postgresql_where=sa.text("NOT answered"),
    )
    op.protect_table("survey_invitation")
    op.create_table(
        "survey_response",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("wave_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("shown", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.CheckConstraint("role IN ('mentor', 'mentee', 'peer')", name=op.f("ck_survey_response_role")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "wave_id"],
            ["survey_wave.tenant_id", "survey_wave.id"],
            name=op.f("fk_survey_response_tenant_id_wave_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_survey_response")),
    )
    op.create_index(
        op.f("ix_survey_response_tenant_id_wave_id_waits"),
        "survey_response",
        ["tenant_id", "wave_id", "waits"],
        unique=False,
    )
    op.protect_table("survey_response")
    op.create_table(
        "mentorship",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=True),
        sa.Column("mentor_participant_id", sa.Uuid(), nullable=False),
        sa.Column("mentee_participant_id", sa.Uuid(), nullable=False),
        sa.Column("mentor_id", sa.Uuid(), nullable=False),
        sa.Column("mentee_id", sa.Uuid(), nullable=False),
        sa.Column("framework", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("own_kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_met_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("remind_on", sa.Date(), nullable=True),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("consent_id", sa.Uuid(), nullable=True),
        sa.Column("mentor_asked", sa.Boolean(), nullable=False),
        sa.Column("mentee_asked", sa.Boolean(), nullable=False),
        sa.Column("renewal_on", sa.Date(), nullable=True),
        sa.Column("in_touch", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(status = 'ended') = (ended_on IS NOT NULL AND end_reason IS NOT NULL)",
            name=op.f("ck_mentorship_end"),
        ),
        sa.CheckConstraint(
            "end_reason IN ('term', 'not_renewed', 'party', 'removed')", name=op.f("ck_mentorship_end_reason")
        ),
        sa.CheckConstraint("question IN ('renewal', 'stay_in_touch')", name=op.f("ck_mentorship_question")),
        sa.CheckConstraint("status IN ('running', 'ended')", name=op.f("ck_mentorship_status")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mentee_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_mentorship_tenant_id_mentee_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mentee_participant_id"],
            ["participant.tenant_id", "participant.id"],
            name=op.f("fk_mentorship_tenant_id_mentee_participant_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mentor_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_mentorship_tenant_id_mentor_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mentor_participant_id"],
            ["participant.tenant_id", "participant.id"],
            name=op.f("fk_mentorship_tenant_id_mentor_participant_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "program_id"],
            ["program.tenant_id", "program.id"],
            name=op.f("fk_mentorship_tenant_id_program_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "version_id"],
            ["program_version.tenant_id", "program_version.id"],
            name=op.f("fk_mentorship_tenant_id_version_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_mentorship")),
        sa.UniqueConstraint("tenant_id", "proposal_id", name=op.f("uq_mentorship_tenant_id_proposal_id")),
    )
    op.create_index(
        "ix_mentorship_release",
        "mentorship",
        ["tenant_id", "ends_on"],
        unique=False,
        postgresql_where=sa.text("status = 'running'"),
    )
    op.create_index(
        "ix_mentorship_reminder",
        "mentorship",
        ["tenant_id", "remind_on"],
        unique=False,
        postgresql_where=sa.text("status = 'running'"),
    )
    op.create_index(
        "ix_mentorship_renewal",
        "mentorship",
        ["tenant_id", "renewal_on"],
        unique=False,
        postgresql_where=sa.text("status = 'running'"),
    )
    op.create_index(
        op.f("ix_mentorship_tenant_id_mentee_id"), "mentorship", ["tenant_id", "mentee_id"], unique=False
    )
    op.create_index(
        op.f("ix_mentorship_tenant_id_mentee_participant_id"),
        "mentorship",
        ["tenant_id", "mentee_participant_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_mentorship_tenant_id_mentor_id"), "mentorship", ["tenant_id", "mentor_id"], unique=False
    )
    op.create_index(
        op.f("ix_mentorship_tenant_id_program_id_status"),
        "mentorship",
        ["tenant_id", "program_id", "status"],
        unique=False,
    )
    op.create_index(
        op.f("ix_mentorship_tenant_id_version_id"), "mentorship", ["tenant_id", "version_id"], unique=False
    )
    op.create_index(
        "uq_running_pair",
        "mentorship",
        ["tenant_id", "mentor_participant_id", "mentee_participant_id"],
        unique=True,
        postgresql_where=sa.text("status = 'running'"),
    )
    op.protect_table("mentorship")
    op.create_table(
        "round_member",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("preferences", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("left_out", sa.Text(), nullable=False),
        sa.Column("unmatched", sa.Text(), nullable=False),
        sa.Column("relaxation", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('mentor', 'mentee')", name=op.f("ck_round_member_role")),
        sa.CheckConstraint("places BETWEEN 0 AND 50", name=op.f("ck_round_member_places")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "participant_id"],
            ["participant.tenant_id", "participant.id"],
            name=op.f("fk_round_member_tenant_id_participant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_round_member_tenant_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "round_id"],
            ["round.tenant_id", "round.id"],
            name=op.f("fk_round_member_tenant_id_round_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_round_member")),
        sa.UniqueConstraint(
            "tenant_id",
            "round_id",
            "participant_id",
            name=op.f("uq_round_member_tenant_id_round_id_participant_id"),
        ),
    )
    op.create_index(
        op.f("ix_round_member_tenant_id_participant_id"),
        "round_member",
        ["tenant_id", "participant_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_round_member_tenant_id_person_id"), "round_member", ["tenant_id", "person_id"], unique=False
    )
    op.create_index(
        op.f("ix_round_member_tenant_id_round_id_role_name"),
        "round_member",
        ["tenant_id", "round_id", "role", "name"],
        unique=False,
    )
    op.protect_table("round_member")
    op.create_table(
        "proposal",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("mentee_id", sa.Uuid(), nullable=False),
        sa.Column("mentor_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("parts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("speaks_for", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("speaks_against", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("consent_id", sa.Uuid(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mentorship_id", sa.Uuid(), nullable=True),
        sa.Column("declined_by", sa.Uuid(), nullable=True),
        sa.Column("declined_why", sa.Text(), nullable=False),
        sa.CheckConstraint("state = 'suggested' OR sent_at IS NOT NULL", name=op.f("ck_proposal_sent")),
        sa.CheckConstraint(
            "state IN ('suggested', 'sent', 'final', 'declined', 'expired', 'withdrawn')",
            name=op.f("ck_proposal_state"),
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 10000", name=op.f("ck_proposal_score")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "consent_id"],
            ["consent.tenant_id", "consent.id"],
            name=op.f("fk_proposal_tenant_id_consent_id"),
            ondelete="SET NULL (consent_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "declined_by"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_proposal_tenant_id_declined_by"),
            ondelete="SET NULL (declined_by)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mentee_id"],
            ["round_member.tenant_id", "round_member.id"],
            name=op.f("fk_proposal_tenant_id_mentee_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mentor_id"],
            ["round_member.tenant_id", "round_member.id"],
            name=op.f("fk_proposal_tenant_id_mentor_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "round_id"],
            ["round.tenant_id", "round.id"],
            name=op.f("fk_proposal_tenant_id_round_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_proposal")),
    )
    op.create_index(
        op.f("ix_proposal_tenant_id_consent_id"), "proposal", ["tenant_id", "consent_id"], unique=False
    )
    op.create_index(
        op.f("ix_proposal_tenant_id_declined_by"), "proposal", ["tenant_id", "declined_by"], unique=False
    )
    op.create_index(
        op.f("ix_proposal_tenant_id_mentee_id"), "proposal", ["tenant_id", "mentee_id"], unique=False
    )
    op.create_index(
        op.f("ix_proposal_tenant_id_mentor_id"), "proposal", ["tenant_id", "mentor_id"], unique=False
    )
    op.create_index(
        op.f("ix_proposal_tenant_id_round_id_state"),
        "proposal",
        ["tenant_id", "round_id", "state"],
        unique=False,
    )
    op.create_index(
        "uq_proposal_live",
        "proposal",
        ["tenant_id", "round_id", "mentee_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('suggested', 'sent', 'final')"),
    )
    op.protect_table("proposal")
    op.create_table(
        "round_ban",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("mentee_id", sa.Uuid(), nullable=False),
        sa.Column("mentor_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint("why IN ('here', 'declined', 'were_a_pair')", name=op.f("ck_round_ban_why")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mentee_id"],
            ["round_member.tenant_id", "round_member.id"],
            name=op.f("fk_round_ban_tenant_id_mentee_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mentor_id"],
            ["round_member.tenant_id", "round_member.id"],
            name=op.f("fk_round_ban_tenant_id_mentor_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "round_id"],
            ["round.tenant_id", "round.id"],
            name=op.f("fk_round_ban_tenant_id_round_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_round_ban")),
        sa.UniqueConstraint(
            "tenant_id",
            "round_id",
            "mentee_id",
            "mentor_id",
            name=op.f("uq_round_ban_tenant_id_round_id_mentee_id_mentor_id"),
        ),
    )
    op.create_index(
        op.f("ix_round_ban_tenant_id_mentee_id"), "round_ban", ["tenant_id", "mentee_id"], unique=False
    )
    op.create_index(
        op.f("ix_round_ban_tenant_id_mentor_id"), "round_ban", ["tenant_id", "mentor_id"], unique=False
    )
    op.protect_table("round_ban")
    op.create_table(
        "round_decision",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("mentee_id", sa.Uuid(), nullable=True),
        sa.Column("mentor_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "act IN ('froze', 'matched', 'paired', 'unpaired', 'kept', 'released', 'banned', 'unbanned', 'noted', 'sent', 'withdrew', 'closed')",
            name=op.f("ck_round_decision_act"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mentee_id"],
            ["round_member.tenant_id", "round_member.id"],
            name=op.f("fk_round_decision_tenant_id_mentee_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mentor_id"],
            ["round_member.tenant_id", "round_member.id"],
            name=op.f("fk_round_decision_tenant_id_mentor_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "round_id"],
            ["round.tenant_id", "round.id"],
            name=op.f("fk_round_decision_tenant_id_round_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_round_decision")),
    )
    op.create_index(
        op.f("ix_round_decision_tenant_id_mentee_id"),
        "round_decision",
        ["tenant_id", "mentee_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_round_decision_tenant_id_mentor_id"),
        "round_decision",
        ["tenant_id", "mentor_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_round_decision_tenant_id_round_id_at"),
        "round_decision",
        ["tenant_id", "round_id", "at"],
        unique=False,
    )
    op.protect_table("round_decision", grants="select, insert")
    op.create_table(
        "survey_plan",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("app_tenant()"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mentorship_id", sa.Uuid(), nullable=False),
        sa.Column("survey_key", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mentorship_id"],
            ["mentorship.tenant_id", "mentorship.id"],
            name=op.f("fk_survey_plan_tenant_id_mentorship_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_survey_plan")),
        sa.UniqueConstraint(
            "tenant_id",
            "mentorship_id",
            "survey_key",
            name=op.f("uq_survey_plan_tenant_id_mentorship_id_survey_key"),
        ),
    )
    op.create_index(
        "ix_survey_plan_due",
        "survey_plan",
        ["tenant_id", "due_on"],
        unique=False,
        postgresql_where=sa.text("NOT done"),
    )
    op.protect_table("survey_plan")


def downgrade() -> None:
    raise NotImplementedError("There is nothing before the first migration: make a new database.")
