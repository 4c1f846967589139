CREATE TABLE "banks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"province" text,
	"trade" text,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"filing_reference" text,
	"filed_at" timestamp(3) with time zone,
	"filed_by" uuid,
	"notice" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "banks_name_a_province_when_provincial" CHECK (("banks"."kind" = 'provincial') = ("banks"."province" is not null)),
	CONSTRAINT "banks_name_a_trade_when_unified" CHECK (("banks"."kind" = 'unified') = ("banks"."trade" is not null)),
	CONSTRAINT "banks_filed_with_a_reference" CHECK ("banks"."state" <> 'filed' or "banks"."filed_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"bank_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"file_sha256" text NOT NULL,
	"reading" jsonb NOT NULL,
	"state" text NOT NULL,
	"added_count" integer,
	"staged_by" uuid,
	"staged_at" timestamp(3) with time zone NOT NULL,
	"settled_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "item_keys" (
	"item_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"key_version" integer NOT NULL,
	"key" text NOT NULL,
	"set_by" uuid,
	"set_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "item_keys_item_id_version_key_version_pk" PRIMARY KEY("item_id","version","key_version")
);
--> statement-breakpoint
CREATE TABLE "item_versions" (
	"item_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"area" text,
	"stem" text NOT NULL,
	"options" jsonb NOT NULL,
	"clause" text,
	"edition" text,
	"keeps_option_order" boolean NOT NULL,
	"content_hash" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "item_versions_item_id_version_pk" PRIMARY KEY("item_id","version")
);
--> statement-breakpoint
CREATE TABLE "items" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"bank_id" uuid NOT NULL,
	"fingerprint_hash" text NOT NULL,
	"current_version" integer NOT NULL,
	"retired_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"id_number_lookup" text NOT NULL,
	"id_number_sealed" "bytea" NOT NULL,
	"id_number_masked" text NOT NULL,
	"enterprise" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"created_by" uuid,
	"disabled_at" timestamp(3) with time zone,
	CONSTRAINT "staff_login_unique" UNIQUE("login")
);
--> statement-breakpoint
CREATE TABLE "staff_acts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"staff_id" uuid,
	"act" text NOT NULL,
	"subject" text NOT NULL,
	"facts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_grants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"staff_id" uuid NOT NULL,
	"role" text NOT NULL,
	"level" text NOT NULL,
	"province" text,
	"site_id" uuid,
	"granted_by" uuid,
	"granted_at" timestamp(3) with time zone NOT NULL,
	"revoked_at" timestamp(3) with time zone,
	CONSTRAINT "staff_grants_name_their_place" CHECK (("staff_grants"."level" = 'nation' and "staff_grants"."province" is null and "staff_grants"."site_id" is null)
        or ("staff_grants"."level" = 'province' and "staff_grants"."province" is not null and "staff_grants"."site_id" is null)
        or ("staff_grants"."level" = 'site' and "staff_grants"."province" is not null and "staff_grants"."site_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"revoked_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "release_proposals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "releases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"proposal_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"approved_by" uuid NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	"due" date NOT NULL,
	"overdue" boolean NOT NULL,
	CONSTRAINT "releases_take_two_people" CHECK ("releases"."proposed_by" <> "releases"."approved_by")
);
--> statement-breakpoint
CREATE TABLE "results" (
	"release_id" uuid NOT NULL,
	"sitting_id" uuid NOT NULL,
	"points" integer NOT NULL,
	"passed" boolean NOT NULL,
	"by_area" jsonb NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "results_release_id_sitting_id_pk" PRIMARY KEY("release_id","sitting_id")
);
--> statement-breakpoint
CREATE TABLE "scores" (
	"sitting_id" uuid NOT NULL,
	"basis" text NOT NULL,
	"number" integer NOT NULL,
	"points" integer NOT NULL,
	"passed" boolean NOT NULL,
	"marks" text NOT NULL,
	"by_area" jsonb NOT NULL,
	"scored_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "scores_sitting_id_number_pk" PRIMARY KEY("sitting_id","number")
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"category" text NOT NULL,
	"trade" text,
	"opened_at" timestamp(3) with time zone NOT NULL,
	"closed_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "candidate_sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"sitting_id" uuid NOT NULL,
	"terminal_id" uuid,
	"created_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"revoked_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"sitting_id" uuid PRIMARY KEY NOT NULL,
	"paper" jsonb NOT NULL,
	"paper_hash" text NOT NULL,
	"drawn_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rooms" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"site_id" uuid NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"room_id" uuid NOT NULL,
	"number" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_banks" (
	"session_id" uuid NOT NULL,
	"bank_id" uuid NOT NULL,
	CONSTRAINT "session_banks_session_id_bank_id_pk" PRIMARY KEY("session_id","bank_id")
);
--> statement-breakpoint
CREATE TABLE "session_rooms" (
	"session_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"started_at" timestamp(3) with time zone,
	"started_by" uuid,
	CONSTRAINT "session_rooms_session_id_room_id_pk" PRIMARY KEY("session_id","room_id")
);
--> statement-breakpoint
CREATE TABLE "session_seals" (
	"session_id" uuid PRIMARY KEY NOT NULL,
	"pool" jsonb NOT NULL,
	"pool_hash" text NOT NULL,
	"blueprint_hash" text NOT NULL,
	"roster_hash" text NOT NULL,
	"secret_commitment" text NOT NULL,
	"secret_sealed" "bytea" NOT NULL,
	"sealed_by" uuid,
	"sealed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"category" text NOT NULL,
	"trade" text,
	"province" text,
	"site_id" uuid NOT NULL,
	"blueprint" jsonb NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"settings" jsonb NOT NULL,
	"state" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp(3) with time zone NOT NULL,
	"announced_at" timestamp(3) with time zone,
	"opened_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"scored_at" timestamp(3) with time zone,
	"released_at" timestamp(3) with time zone,
	CONSTRAINT "sessions_are_announced_before_they_are_sealed" CHECK ("sessions"."state" = 'planned' or "sessions"."announced_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"province" text NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"accredited_from" date NOT NULL,
	"accredited_to" date,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sittings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"session_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"room_id" uuid NOT NULL,
	"ticket" text NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"seat_id" uuid,
	"terminal_id" uuid,
	"identity_confirmed_at" timestamp(3) with time zone,
	"started_at" timestamp(3) with time zone,
	"closes_at" timestamp(3) with time zone,
	"ended_at" timestamp(3) with time zone,
	"end_reason" text,
	CONSTRAINT "sittings_ticket_unique" UNIQUE("ticket"),
	CONSTRAINT "sittings_are_a_first_attempt_or_a_retake" CHECK ("sittings"."attempt" in (1, 2))
);
--> statement-breakpoint
CREATE TABLE "terminals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"seat_id" uuid NOT NULL,
	"code_hash" text,
	"code_expires_at" timestamp(3) with time zone,
	"token_hash" text,
	"enrolled_by" uuid,
	"enrolled_at" timestamp(3) with time zone,
	"revoked_at" timestamp(3) with time zone,
	"failed_sign_ins" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "late_frame_decisions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"sitting_id" uuid NOT NULL,
	"up_to_id" integer NOT NULL,
	"decision" text NOT NULL,
	"reason" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "late_frames" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"sitting_id" uuid NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"terminal_id" uuid,
	"frame" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sitting_events" (
	"sitting_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"link" text NOT NULL,
	"event" jsonb NOT NULL,
	CONSTRAINT "sitting_events_sitting_id_number_pk" PRIMARY KEY("sitting_id","number")
);
--> statement-breakpoint
ALTER TABLE "banks" ADD CONSTRAINT "banks_filed_by_staff_id_fk" FOREIGN KEY ("filed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_bank_id_banks_id_fk" FOREIGN KEY ("bank_id") REFERENCES "public"."banks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_staged_by_staff_id_fk" FOREIGN KEY ("staged_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_keys" ADD CONSTRAINT "item_keys_set_by_staff_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_versions" ADD CONSTRAINT "item_versions_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_versions" ADD CONSTRAINT "item_versions_created_by_staff_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_bank_id_banks_id_fk" FOREIGN KEY ("bank_id") REFERENCES "public"."banks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_grants" ADD CONSTRAINT "staff_grants_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_proposals" ADD CONSTRAINT "release_proposals_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_proposals" ADD CONSTRAINT "release_proposals_proposed_by_staff_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_proposal_id_release_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."release_proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_proposed_by_staff_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_approved_by_staff_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate_sessions" ADD CONSTRAINT "candidate_sessions_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidate_sessions" ADD CONSTRAINT "candidate_sessions_terminal_id_terminals_id_fk" FOREIGN KEY ("terminal_id") REFERENCES "public"."terminals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_banks" ADD CONSTRAINT "session_banks_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_banks" ADD CONSTRAINT "session_banks_bank_id_banks_id_fk" FOREIGN KEY ("bank_id") REFERENCES "public"."banks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_rooms" ADD CONSTRAINT "session_rooms_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_rooms" ADD CONSTRAINT "session_rooms_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_rooms" ADD CONSTRAINT "session_rooms_started_by_staff_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_seals" ADD CONSTRAINT "session_seals_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_seals" ADD CONSTRAINT "session_seals_sealed_by_staff_id_fk" FOREIGN KEY ("sealed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_created_by_staff_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sittings" ADD CONSTRAINT "sittings_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sittings" ADD CONSTRAINT "sittings_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sittings" ADD CONSTRAINT "sittings_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sittings" ADD CONSTRAINT "sittings_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sittings" ADD CONSTRAINT "sittings_seat_id_seats_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sittings" ADD CONSTRAINT "sittings_terminal_id_terminals_id_fk" FOREIGN KEY ("terminal_id") REFERENCES "public"."terminals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terminals" ADD CONSTRAINT "terminals_seat_id_seats_id_fk" FOREIGN KEY ("seat_id") REFERENCES "public"."seats"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terminals" ADD CONSTRAINT "terminals_enrolled_by_staff_id_fk" FOREIGN KEY ("enrolled_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_frame_decisions" ADD CONSTRAINT "late_frame_decisions_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_frame_decisions" ADD CONSTRAINT "late_frame_decisions_decided_by_staff_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_frames" ADD CONSTRAINT "late_frames_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imports_by_bank" ON "imports" USING btree ("bank_id");--> statement-breakpoint
CREATE UNIQUE INDEX "items_stand_once_in_a_bank" ON "items" USING btree ("bank_id","fingerprint_hash") WHERE "items"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "items_by_bank" ON "items" USING btree ("bank_id");--> statement-breakpoint
CREATE UNIQUE INDEX "persons_are_one_per_id_number" ON "persons" USING btree ("id_number_lookup");--> statement-breakpoint
CREATE INDEX "staff_acts_by_subject" ON "staff_acts" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "staff_grants_by_staff" ON "staff_grants" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "staff_sessions_by_staff" ON "staff_sessions" USING btree ("staff_id");--> statement-breakpoint
CREATE UNIQUE INDEX "releases_are_numbered_once" ON "releases" USING btree ("session_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "assessments_are_open_one_at_a_time" ON "assessments" USING btree ("person_id","category",coalesce("trade", '')) WHERE "assessments"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "candidate_sessions_by_sitting" ON "candidate_sessions" USING btree ("sitting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rooms_have_a_name_of_their_own" ON "rooms" USING btree ("site_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "seats_are_numbered_once" ON "seats" USING btree ("room_id","number");--> statement-breakpoint
CREATE INDEX "sessions_by_state" ON "sessions" USING btree ("state","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sittings_are_one_a_person_a_session" ON "sittings" USING btree ("session_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sittings_take_an_attempt_once" ON "sittings" USING btree ("assessment_id","attempt");--> statement-breakpoint
CREATE UNIQUE INDEX "sittings_have_a_seat_each" ON "sittings" USING btree ("session_id","seat_id");--> statement-breakpoint
CREATE INDEX "sittings_running" ON "sittings" USING btree ("closes_at") WHERE "sittings"."started_at" is not null and "sittings"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "terminals_by_token" ON "terminals" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "terminals_by_code" ON "terminals" USING btree ("code_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "terminals_stand_alone_at_a_seat" ON "terminals" USING btree ("seat_id") WHERE "terminals"."revoked_at" is null and "terminals"."token_hash" is not null;--> statement-breakpoint
CREATE INDEX "late_frames_by_sitting" ON "late_frames" USING btree ("sitting_id");