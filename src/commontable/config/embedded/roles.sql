-- Run once per server, as a superuser; passwords are set apart from this file.
-- ct_owner  owns the database and runs migrations.
-- ct_app    is what the web and the workers log in as: row-level security always binds it.
-- ct_backup reads everything for backups: row-level security never binds it.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ct_owner') THEN
        CREATE ROLE ct_owner LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ct_app') THEN
        CREATE ROLE ct_app LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ct_backup') THEN
        CREATE ROLE ct_backup LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB BYPASSRLS;
    END IF;
END
$$;
