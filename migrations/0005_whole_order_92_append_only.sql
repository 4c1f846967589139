-- Tables made from now on are the application's to read and write, until a migration says that one is a ledger.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO kaochang_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO kaochang_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON
  enterprises, employments, backgrounds, training_institutions, courses, applications, application_documents,
  delegations, certificates, duties, calendar_notices, law_choices, spot_checks, spot_check_sessions,
  spot_check_people, complaints
  TO kaochang_app;
--> statement-breakpoint
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO kaochang_app;
--> statement-breakpoint
DO $$
DECLARE
  ledger text;
BEGIN
  FOREACH ledger IN ARRAY ARRAY[
    'trainings', 'application_acts', 'practical_marks', 'certificate_events', 'duty_recounts', 'notices',
    'notice_deliveries', 'penalties', 'recommendation_letters', 'bureau_copies'
  ] LOOP
    EXECUTE format('GRANT SELECT, INSERT ON %I TO kaochang_app', ledger);
    EXECUTE format(
      'CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I EXECUTE FUNCTION refuse_to_rewrite()',
      ledger || '_are_append_only', ledger
    );
  END LOOP;
END
$$;
