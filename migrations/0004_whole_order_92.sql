CREATE TABLE "application_acts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"staff_id" uuid,
	"act" text NOT NULL,
	"facts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "application_documents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"uploaded_by" uuid,
	"uploaded_at" timestamp(3) with time zone NOT NULL,
	"replaced_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"purpose" text NOT NULL,
	"person_id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"employment_id" uuid,
	"category" text NOT NULL,
	"trade" text,
	"province" text,
	"city" text,
	"basis" text NOT NULL,
	"training_id" uuid,
	"asks_training_waiver" text NOT NULL,
	"state" text NOT NULL,
	"late" text NOT NULL,
	"submitted_at" timestamp(3) with time zone,
	"complete_at" timestamp(3) with time zone,
	"decided_at" timestamp(3) with time zone,
	"decided_by" uuid,
	"rules_version" text,
	"assessment_id" uuid,
	"created_by" uuid,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "applications_open_an_assessment_when_accepted" CHECK ("applications"."assessment_id" is null or "applications"."state" = 'accepted')
);
--> statement-breakpoint
CREATE TABLE "delegations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province" text NOT NULL,
	"city" text NOT NULL,
	"trades" jsonb,
	"from_date" date NOT NULL,
	"to_date" date,
	"reference" text NOT NULL,
	"entered_by" uuid,
	"entered_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"certificate_id" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"on_date" date NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"reference" text,
	"facts" jsonb NOT NULL,
	"staff_id" uuid
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"category" text NOT NULL,
	"trade" text,
	"person_id" uuid NOT NULL,
	"enterprise_id" uuid,
	"assessment_id" uuid NOT NULL,
	"number_sealed" text NOT NULL,
	"number_lookup" text NOT NULL,
	"number_masked" text NOT NULL,
	"province" text,
	"acting_city" text,
	"first_issued_on" date NOT NULL,
	"issued_on" date NOT NULL,
	"valid_from" date NOT NULL,
	"valid_through" date,
	"verification_code" text NOT NULL,
	"renews" uuid,
	"issued_by" uuid,
	"issued_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "certificates_verificationCode_unique" UNIQUE("verification_code"),
	CONSTRAINT "certificates_of_operators_expire" CHECK (("certificates"."category" = 'operator') = ("certificates"."valid_through" is not null))
);
--> statement-breakpoint
CREATE TABLE "duties" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"clock" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"title" text NOT NULL,
	"province" text,
	"city" text,
	"enterprise_id" uuid,
	"person_id" uuid,
	"from_date" date NOT NULL,
	"due" date NOT NULL,
	"strict" date NOT NULL,
	"provisional" boolean NOT NULL,
	"calendar" text NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"closed_at" timestamp(3) with time zone,
	"met_on" date,
	"lapsed_because" text
);
--> statement-breakpoint
CREATE TABLE "duty_recounts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"duty_id" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"old_due" date NOT NULL,
	"new_due" date NOT NULL,
	"old_calendar" text NOT NULL,
	"new_calendar" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "backgrounds" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"education" jsonb,
	"work" jsonb NOT NULL,
	"skill_level" text,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"changed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "employments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"category" text NOT NULL,
	"post" text NOT NULL,
	"title" text NOT NULL,
	"trade" text,
	"started_on" date NOT NULL,
	"ended_on" date,
	"away_from" date,
	"adjustment_reason" text,
	"adjusted_on" date,
	"entered_by" uuid,
	"entered_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "employments_name_a_trade_when_operating" CHECK (("employments"."category" = 'operator') = ("employments"."trade" is not null))
);
--> statement-breakpoint
CREATE TABLE "enterprises" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"credit_code" text NOT NULL,
	"province" text NOT NULL,
	"city" text NOT NULL,
	"oversight" text NOT NULL,
	"appointing_body" text NOT NULL,
	"email" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "calendar_notices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"version" text NOT NULL,
	"year" integer NOT NULL,
	"published_on" date NOT NULL,
	"address" text NOT NULL,
	"rest" jsonb NOT NULL,
	"work" jsonb NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp(3) with time zone,
	"decision" text,
	CONSTRAINT "calendar_notices_take_two_people" CHECK ("calendar_notices"."decided_by" is null or "calendar_notices"."decided_by" <> "calendar_notices"."proposed_by")
);
--> statement-breakpoint
CREATE TABLE "law_choices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province" text NOT NULL,
	"name" text NOT NULL,
	"value" jsonb NOT NULL,
	"from_date" date NOT NULL,
	"reference" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp(3) with time zone,
	"decision" text,
	CONSTRAINT "law_choices_take_two_people" CHECK ("law_choices"."decided_by" is null or "law_choices"."decided_by" <> "law_choices"."proposed_by")
);
--> statement-breakpoint
CREATE TABLE "notice_deliveries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"notice_id" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"channel" text NOT NULL,
	"outcome" text NOT NULL,
	"detail" text,
	"staff_id" uuid
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code" text NOT NULL,
	"province" text,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"addressee" text NOT NULL,
	"to_name" text NOT NULL,
	"to_email" text,
	"enterprise_id" uuid,
	"person_id" uuid,
	"about" text NOT NULL,
	"facts" jsonb NOT NULL,
	"produced_at" timestamp(3) with time zone NOT NULL,
	"produced_by" uuid,
	CONSTRAINT "notices_are_numbered_once" UNIQUE NULLS NOT DISTINCT("province","year","number")
);
--> statement-breakpoint
CREATE TABLE "practical_marks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"sitting_id" uuid NOT NULL,
	"examiner_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"points" integer NOT NULL,
	"note" text,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bureau_copies" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"province" text NOT NULL,
	"up_to" timestamp(3) with time zone NOT NULL,
	"sha256" text NOT NULL,
	"row_count" integer NOT NULL,
	"produced_by" uuid,
	"produced_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "complaints" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province" text NOT NULL,
	"named" boolean NOT NULL,
	"reporter_sealed" text,
	"text" text NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"closed_at" timestamp(3) with time zone,
	"closed_by" uuid,
	"finding" text
);
--> statement-breakpoint
CREATE TABLE "penalties" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province" text NOT NULL,
	"enterprise_id" uuid,
	"person_id" uuid,
	"agency" text NOT NULL,
	"reference" text NOT NULL,
	"decided_on" date NOT NULL,
	"text" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recommendation_letters" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province" text NOT NULL,
	"to_name" text NOT NULL,
	"problems" jsonb NOT NULL,
	"recommendation" text NOT NULL,
	"spot_check_id" uuid,
	"written_by" uuid NOT NULL,
	"written_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spot_check_people" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"spot_check_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"category" text NOT NULL,
	"post" text NOT NULL,
	"trade" text,
	"sitting_id" uuid,
	"ordered_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "spot_check_sessions" (
	"session_id" uuid PRIMARY KEY NOT NULL,
	"spot_check_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spot_checks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province" text NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"name" text NOT NULL,
	"cut_score" integer NOT NULL,
	"duration_minutes" integer NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"closed_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "courses" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"institution_id" uuid NOT NULL,
	"enterprise_id" uuid,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"category" text NOT NULL,
	"trade" text,
	"hours" integer NOT NULL,
	"started_on" date NOT NULL,
	"closed_on" date NOT NULL,
	"place" text NOT NULL,
	"teachers" text NOT NULL,
	"entered_by" uuid,
	"entered_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "training_institutions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"enterprise_id" uuid,
	"reported_on" date NOT NULL,
	"reference" text NOT NULL,
	"withdrawn_on" date
);
--> statement-breakpoint
CREATE TABLE "trainings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"course_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"hours_attended" integer NOT NULL,
	"points" integer,
	"passed" text NOT NULL,
	"certificate_number" text,
	"entered_by" uuid,
	"entered_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "trainings_certify_only_a_pass" CHECK ("trainings"."certificate_number" is null or "trainings"."passed" = 'passed')
);
--> statement-breakpoint
ALTER TABLE "staff_grants" DROP CONSTRAINT "staff_grants_name_their_place";--> statement-breakpoint
ALTER TABLE "sittings" DROP CONSTRAINT "sittings_are_a_first_attempt_or_a_retake";--> statement-breakpoint
DROP INDEX "assessments_are_open_one_at_a_time";--> statement-breakpoint
DROP INDEX "sittings_take_an_attempt_once";--> statement-breakpoint
ALTER TABLE "staff_grants" ADD COLUMN "city" text;--> statement-breakpoint
ALTER TABLE "staff_grants" ADD COLUMN "enterprise_id" uuid;--> statement-breakpoint
ALTER TABLE "assessments" ADD COLUMN "purpose" text DEFAULT 'first' NOT NULL;--> statement-breakpoint
ALTER TABLE "assessments" ADD COLUMN "rules_version" text DEFAULT 'O92-2018' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "component" text DEFAULT 'knowledge' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "purpose" text DEFAULT 'assessment' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "practical_standard" jsonb;--> statement-breakpoint
ALTER TABLE "sittings" ADD COLUMN "component" text DEFAULT 'knowledge' NOT NULL;--> statement-breakpoint
ALTER TABLE "application_acts" ADD CONSTRAINT "application_acts_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_documents" ADD CONSTRAINT "application_documents_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_documents" ADD CONSTRAINT "application_documents_uploaded_by_staff_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_employment_id_employments_id_fk" FOREIGN KEY ("employment_id") REFERENCES "public"."employments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_training_id_trainings_id_fk" FOREIGN KEY ("training_id") REFERENCES "public"."trainings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_decided_by_staff_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_created_by_staff_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_entered_by_staff_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_events" ADD CONSTRAINT "certificate_events_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_renews_certificates_id_fk" FOREIGN KEY ("renews") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_issued_by_staff_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duties" ADD CONSTRAINT "duties_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duties" ADD CONSTRAINT "duties_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_recounts" ADD CONSTRAINT "duty_recounts_duty_id_duties_id_fk" FOREIGN KEY ("duty_id") REFERENCES "public"."duties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backgrounds" ADD CONSTRAINT "backgrounds_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backgrounds" ADD CONSTRAINT "backgrounds_changed_by_staff_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employments" ADD CONSTRAINT "employments_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employments" ADD CONSTRAINT "employments_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employments" ADD CONSTRAINT "employments_entered_by_staff_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises" ADD CONSTRAINT "enterprises_created_by_staff_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_notices" ADD CONSTRAINT "calendar_notices_proposed_by_staff_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_notices" ADD CONSTRAINT "calendar_notices_decided_by_staff_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_choices" ADD CONSTRAINT "law_choices_proposed_by_staff_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_choices" ADD CONSTRAINT "law_choices_decided_by_staff_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_deliveries" ADD CONSTRAINT "notice_deliveries_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practical_marks" ADD CONSTRAINT "practical_marks_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practical_marks" ADD CONSTRAINT "practical_marks_examiner_id_staff_id_fk" FOREIGN KEY ("examiner_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "complaints" ADD CONSTRAINT "complaints_closed_by_staff_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "penalties" ADD CONSTRAINT "penalties_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "penalties" ADD CONSTRAINT "penalties_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "penalties" ADD CONSTRAINT "penalties_entered_by_staff_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_letters" ADD CONSTRAINT "recommendation_letters_spot_check_id_spot_checks_id_fk" FOREIGN KEY ("spot_check_id") REFERENCES "public"."spot_checks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_letters" ADD CONSTRAINT "recommendation_letters_written_by_staff_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spot_check_people" ADD CONSTRAINT "spot_check_people_spot_check_id_spot_checks_id_fk" FOREIGN KEY ("spot_check_id") REFERENCES "public"."spot_checks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spot_check_people" ADD CONSTRAINT "spot_check_people_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spot_check_people" ADD CONSTRAINT "spot_check_people_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spot_check_sessions" ADD CONSTRAINT "spot_check_sessions_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spot_check_sessions" ADD CONSTRAINT "spot_check_sessions_spot_check_id_spot_checks_id_fk" FOREIGN KEY ("spot_check_id") REFERENCES "public"."spot_checks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spot_checks" ADD CONSTRAINT "spot_checks_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spot_checks" ADD CONSTRAINT "spot_checks_opened_by_staff_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_institution_id_training_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."training_institutions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_entered_by_staff_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_institutions" ADD CONSTRAINT "training_institutions_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trainings" ADD CONSTRAINT "trainings_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trainings" ADD CONSTRAINT "trainings_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trainings" ADD CONSTRAINT "trainings_entered_by_staff_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "application_acts_by_application" ON "application_acts" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "application_documents_by_application" ON "application_documents" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "applications_by_authority" ON "applications" USING btree ("province","city","state");--> statement-breakpoint
CREATE INDEX "applications_by_enterprise" ON "applications" USING btree ("enterprise_id");--> statement-breakpoint
CREATE INDEX "applications_by_person" ON "applications" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "applications_are_open_one_at_a_time" ON "applications" USING btree ("person_id","category",coalesce("trade", '')) WHERE "applications"."state" in ('draft', 'submitted', 'supplement_asked');--> statement-breakpoint
CREATE INDEX "certificate_events_by_certificate" ON "certificate_events" USING btree ("certificate_id");--> statement-breakpoint
CREATE INDEX "certificates_by_person" ON "certificates" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "certificates_by_number" ON "certificates" USING btree ("number_lookup");--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_are_one_an_assessment" ON "certificates" USING btree ("assessment_id");--> statement-breakpoint
CREATE INDEX "duties_running" ON "duties" USING btree ("province","due") WHERE "duties"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "duties_by_enterprise" ON "duties" USING btree ("enterprise_id");--> statement-breakpoint
CREATE UNIQUE INDEX "duties_run_once_a_subject" ON "duties" USING btree ("clock","subject_kind","subject_id") WHERE "duties"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "employments_by_person" ON "employments" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "employments_by_enterprise" ON "employments" USING btree ("enterprise_id");--> statement-breakpoint
CREATE UNIQUE INDEX "enterprises_are_one_per_credit_code" ON "enterprises" USING btree ("credit_code");--> statement-breakpoint
CREATE INDEX "notice_deliveries_by_notice" ON "notice_deliveries" USING btree ("notice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_are_produced_once" ON "notices" USING btree ("code","about","addressee","to_name");--> statement-breakpoint
CREATE INDEX "notices_by_enterprise" ON "notices" USING btree ("enterprise_id");--> statement-breakpoint
CREATE INDEX "notices_by_person" ON "notices" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "practical_marks_by_sitting" ON "practical_marks" USING btree ("sitting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "spot_check_people_are_named_once" ON "spot_check_people" USING btree ("spot_check_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "training_institutions_have_a_name_of_their_own" ON "training_institutions" USING btree ("province","name");--> statement-breakpoint
CREATE INDEX "trainings_by_person" ON "trainings" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "trainings_are_one_a_person_a_course" ON "trainings" USING btree ("course_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "assessments_are_open_one_at_a_time" ON "assessments" USING btree ("person_id","category",coalesce("trade", '')) WHERE "assessments"."closed_at" is null and "assessments"."purpose" <> 'spot_check';--> statement-breakpoint
CREATE UNIQUE INDEX "sittings_take_an_attempt_once" ON "sittings" USING btree ("assessment_id","component","attempt") WHERE "sittings"."absent_at" is null;--> statement-breakpoint
ALTER TABLE "staff_grants" ADD CONSTRAINT "staff_grants_name_their_place" CHECK (("staff_grants"."level" = 'nation') = ("staff_grants"."province" is null)
        and ("staff_grants"."level" = 'city') = ("staff_grants"."city" is not null)
        and ("staff_grants"."level" = 'site') = ("staff_grants"."site_id" is not null)
        and ("staff_grants"."level" = 'enterprise') = ("staff_grants"."enterprise_id" is not null));--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_have_a_standard_when_practical" CHECK (("sessions"."component" = 'practical') = ("sessions"."practical_standard" is not null));--> statement-breakpoint
ALTER TABLE "sittings" ADD CONSTRAINT "sittings_count_their_attempts_from_one" CHECK ("sittings"."attempt" >= 1);