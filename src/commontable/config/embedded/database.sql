-- Run once inside a new database that ct_owner owns, as a superuser.
-- The application role owns nothing: it gets rows, sequences and functions, never definitions, so
-- it can switch off no row-level security. The same file serves the demo, the tests and production.
ALTER SCHEMA public OWNER TO ct_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO ct_app, ct_backup;

ALTER DEFAULT PRIVILEGES FOR ROLE ct_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ct_app;
ALTER DEFAULT PRIVILEGES FOR ROLE ct_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO ct_app;
ALTER DEFAULT PRIVILEGES FOR ROLE ct_owner IN SCHEMA public
    GRANT EXECUTE ON FUNCTIONS TO ct_app;
ALTER DEFAULT PRIVILEGES FOR ROLE ct_owner IN SCHEMA public
    GRANT USAGE ON TYPES TO ct_app;

-- Backups read every row (BYPASSRLS) and change none.
ALTER DEFAULT PRIVILEGES FOR ROLE ct_owner IN SCHEMA public
    GRANT SELECT ON TABLES TO ct_backup;
ALTER DEFAULT PRIVILEGES FOR ROLE ct_owner IN SCHEMA public
    GRANT SELECT ON SEQUENCES TO ct_backup;
