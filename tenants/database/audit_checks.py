"""What the auditor asks the catalog. Each query answers with the faulty objects; none is the right answer."""

import re
from dataclasses import dataclass, field

from tenants.database.migration import JOBS_SCHEMA, POLICY_CONDITION

# What every query may use. `ours`: schemas that are not PostgreSQL's. `tables`: the tables that hold
# organizations' rows, that is all of them except those that cross organizations and the job queue's.
# What an extension brought (pg_stat_statements' views) is the extension's.
_COMMON = f"""
WITH ours AS (
    SELECT oid, nspname FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), objects AS (
    SELECT c.*, n.nspname,
        CASE WHEN n.nspname = 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS object
    FROM pg_class c JOIN ours n ON n.oid = c.relnamespace
    WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass
                      AND d.deptype = 'e')
), tables AS (
    SELECT o.*, a.attnum AS tenant_column
    FROM objects o
    LEFT JOIN pg_attribute a ON a.attrelid = o.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
    WHERE o.relkind IN ('r', 'p', 'f') AND o.nspname <> '{JOBS_SCHEMA}' AND o.relname <> 'alembic_version'
      AND NOT (o.nspname = 'public' AND o.relname = ANY (CAST(:crossing AS text[])))
)
"""


def tables_statement(sql: str) -> str:
    return (_COMMON + sql).replace(":role", "CAST(:role AS name)")


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    sentence: str
    sql: str
    parameters: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        named = re.findall(r"(?<![:\w]):(\w+)", tables_statement(self.sql))
        object.__setattr__(self, "parameters", frozenset(named))


CHECKS: tuple[Check, ...] = (
    Check(
        "role powers",
        "the program's role {row.power}. Take that from it, or set DATABASE_URL to the role made for it.",
        """
        SELECT rolname AS object, power FROM pg_roles, LATERAL (VALUES
            (rolsuper, 'is a superuser'), (rolbypassrls, 'may bypass row-level security'),
            (rolcreaterole, 'may create roles'), (rolcreatedb, 'may create databases'),
            (rolreplication, 'may replicate everything')) AS powers (has, power)
        WHERE rolname = :role AND has
        """,
    ),
    Check(
        "role memberships",
        "the program's role can act as {row.other}. Revoke that membership.",
        """
        SELECT :role AS object, r.rolname AS other FROM pg_roles r
        WHERE r.rolname <> :role AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = :role)
          AND pg_has_role(:role, r.oid, 'MEMBER')
        """,
    ),
    Check(
        "ownership",
        "the program's role owns it, and an owner is above its policies. Give it to the owner's role.",
        """
        SELECT object FROM objects WHERE pg_get_userbyid(relowner) = :role
        UNION ALL SELECT nspname FROM pg_namespace WHERE pg_get_userbyid(nspowner) = :role
        UNION ALL SELECT datname FROM pg_database
            WHERE datname = current_database() AND pg_get_userbyid(datdba) = :role
        UNION ALL SELECT proname || '()' FROM pg_proc WHERE pg_get_userbyid(proowner) = :role
        """,
    ),
    Check(
        "tenant column",
        "it has no column tenant_id of the type uuid, not null, with app_tenant() as its default. "
        "Make it a TenantRow; if it truly crosses organizations, a GlobalRow.",
        """
        SELECT t.object FROM tables t
        LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = t.tenant_column
        LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = t.tenant_column
        WHERE a.attnum IS NULL OR a.atttypid <> 'uuid'::regtype OR NOT a.attnotnull
           OR coalesce(pg_get_expr(d.adbin, d.adrelid), '') <> 'app_tenant()'
        """,
    ),
    Check(
        "row-level security",
        "row-level security is not both enabled and forced. "
        "ALTER TABLE ... ENABLE ROW LEVEL SECURITY, and FORCE the same.",
        "SELECT object FROM tables WHERE NOT (relrowsecurity AND relforcerowsecurity)",
    ),
    Check(
        "policy",
        f"its policies are not exactly the one for everybody and everything with ({POLICY_CONDITION}). "
        "Drop what is there and create that one.",
        f"""
        SELECT t.object FROM tables t LEFT JOIN pg_policy p ON p.polrelid = t.oid
        GROUP BY t.object
        HAVING count(p.oid) <> 1 OR NOT bool_and(
            p.polpermissive AND p.polcmd = '*' AND p.polroles = ARRAY[0]::oid[]
            AND coalesce(pg_get_expr(p.polqual, p.polrelid), '') = '({POLICY_CONDITION})'
            AND coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') = '({POLICY_CONDITION})')
        """,
    ),
    Check(
        "tenant function",
        "it is not the function that the migrations made: SQL, stable, parallel safe, as its caller, "
        "reading the setting app.tenant. Create that one again.",
        """
        SELECT 'app_tenant()' AS object
        WHERE (SELECT count(*) FROM pg_proc WHERE proname = 'app_tenant') <> 1 OR NOT EXISTS (
            SELECT FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
            WHERE proname = 'app_tenant' AND pronamespace = 'public'::regnamespace AND pronargs = 0
              AND lanname = 'sql' AND provolatile = 's' AND proparallel = 's' AND NOT prosecdef
              AND proconfig IS NULL AND prorettype = 'uuid'::regtype
              AND regexp_replace(lower(pg_get_functiondef(p.oid)), '[\\s()]', '', 'g') LIKE
                '%returnnullifcurrent_setting''app.tenant''::text,true,''''::text::uuid')
        """,
    ),
    Check(
        "keys and indexes",
        "its {row.kind} {row.index} is not led by tenant_id. Make it again, with tenant_id first.",
        """
        SELECT t.object, i.indexrelid::regclass AS index,
            CASE WHEN i.indisprimary THEN 'primary key' WHEN i.indisunique THEN 'unique key'
                 ELSE 'index' END AS kind
        FROM tables t JOIN pg_index i ON i.indrelid = t.oid
        WHERE i.indkey[0] IS DISTINCT FROM t.tenant_column
        UNION ALL
        SELECT t.object, NULL, 'missing primary key' FROM tables t
        WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)
        """,
    ),
    Check(
        "foreign keys",
        "its foreign key {row.key} points into another table without the tenant, so it can point at another "
        "organization's row. Make it again with belongs_to().",
        """
        SELECT o.object, k.conname AS key
        FROM pg_constraint k JOIN objects o ON o.oid = k.conrelid JOIN tables t ON t.oid = k.confrelid
        WHERE k.contype = 'f' AND NOT EXISTS (
            SELECT FROM unnest(k.conkey, k.confkey) AS pair (here, there)
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.here
            WHERE a.attname = 'tenant_id' AND pair.there = t.tenant_column)
        """,
    ),
    Check(
        "views",
        "it is a {row.kind}, and reads as its owner, past every policy. "
        "Drop it; a query belongs in a repository.",
        """
        SELECT object, CASE relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END AS kind FROM objects
        WHERE relkind = 'm'
           OR (relkind = 'v' AND NOT coalesce(reloptions::text[] && ARRAY['security_invoker=true',
               'security_invoker=on', 'security_invoker=1', 'security_invoker=yes'], false))
        """,
    ),
    Check(
        "foreign and inherited tables",
        "it is a {row.kind}, and can be read past the policy of the table it stands for. Drop it.",
        """
        SELECT object, CASE relkind WHEN 'f' THEN 'foreign table' ELSE 'part of another table' END AS kind
        FROM tables t WHERE relkind = 'f' OR EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = t.oid)
        """,
    ),
    Check(
        "definer functions",
        "it runs as its owner (SECURITY DEFINER), past every policy. Drop it.",
        """
        SELECT p.oid::regprocedure::text AS object FROM pg_proc p JOIN ours ON ours.oid = p.pronamespace
        WHERE p.prosecdef AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid
            AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e')
        """,
    ),
    Check(
        "triggers and rules",
        "it has the {row.kind} {row.name}; hidden code on an organization's rows. Drop it.",
        """
        SELECT t.object, 'trigger' AS kind, g.tgname AS name
        FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid WHERE NOT g.tgisinternal
        UNION ALL
        SELECT t.object, 'rule', r.rulename FROM tables t JOIN pg_rewrite r ON r.ev_class = t.oid
        """,
    ),
    Check(
        "grants",
        "{row.grantee} may {row.privilege}. Revoke that.",
        """
        , granted AS (
            SELECT o.object, o.relname, o.nspname, acl.grantee, acl.privilege_type FROM objects o,
                LATERAL aclexplode(o.relacl) acl WHERE o.relkind <> 'S'
            UNION ALL
            SELECT o.object, o.relname, o.nspname, acl.grantee, acl.privilege_type
            FROM objects o JOIN pg_attribute a ON a.attrelid = o.oid, LATERAL aclexplode(a.attacl) acl
        ), allowed AS (
            SELECT * FROM unnest(CAST(:narrow AS text[]), CAST(:narrow_grants AS text[])) a (relname, grants)
        )
        SELECT g.object, CASE g.grantee WHEN 0 THEN 'everybody' ELSE 'the program''s role' END
            AS grantee, g.privilege_type AS privilege
        FROM granted g LEFT JOIN allowed a ON a.relname = g.relname AND g.nspname = 'public'
        WHERE g.grantee = 0 OR (pg_get_userbyid(g.grantee) = :role AND g.privilege_type <> ALL (
            CASE WHEN g.relname = 'alembic_version' THEN ARRAY['SELECT']
                 ELSE string_to_array(upper(coalesce(a.grants, 'select, insert, update, delete')), ', ') END))
        UNION ALL
        SELECT n.nspname, CASE acl.grantee WHEN 0 THEN 'everybody' ELSE 'the program''s role' END,
            acl.privilege_type || ' in the schema'
        FROM pg_namespace n JOIN ours ON ours.oid = n.oid, LATERAL aclexplode(n.nspacl) acl
        WHERE acl.grantee = 0 OR (pg_get_userbyid(acl.grantee) = :role AND acl.privilege_type = 'CREATE')
        UNION ALL
        SELECT datname, CASE acl.grantee WHEN 0 THEN 'everybody' ELSE 'the program''s role' END,
            acl.privilege_type || ' in the database'
        FROM pg_database, LATERAL aclexplode(coalesce(datacl, acldefault('d', datdba))) acl
        WHERE datname = current_database() AND (acl.grantee = 0 OR pg_get_userbyid(acl.grantee) = :role)
          AND acl.privilege_type = 'CREATE'
        """,
    ),
    Check(
        "settings",
        "its stored settings name {row.setting}: the program would begin as some organization, or past "
        "policies. ALTER ... RESET it.",
        """
        SELECT coalesce(pg_get_userbyid(nullif(setrole, 0)), current_database()) AS object, setting
        FROM pg_db_role_setting, LATERAL unnest(setconfig) AS setting
        WHERE (setrole = 0 OR pg_get_userbyid(setrole) = :role)
          AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
          AND setting ~ '^(app\\.|row_security|role|session_authorization|session_replication_role)'
        """,
    ),
    Check(
        "missing tables",
        "the program needs it and it is not there. Run `mentorhub migrate`. (The embedded database of a "
        "version before the first release is made anew: move its folder, .mentorhub/postgres, away.)",
        """
        , wanted AS (
            SELECT split_part(name, '.', 1) AS relname, split_part(name, '.', 2) AS attname
            FROM unnest(CAST(:expected AS text[])) AS name
        )
        SELECT DISTINCT w.relname || CASE WHEN o.oid IS NULL THEN '' ELSE '.' || w.attname END AS object
        FROM wanted w LEFT JOIN objects o ON o.relname = w.relname AND o.nspname = 'public'
        WHERE NOT EXISTS (SELECT FROM pg_attribute a
                          WHERE a.attrelid = o.oid AND a.attname = w.attname AND NOT a.attisdropped)
        """,
    ),
)
