DROP INDEX "sittings_take_an_attempt_once";--> statement-breakpoint
ALTER TABLE "late_frame_decisions" ALTER COLUMN "up_to_id" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "sittings" ADD COLUMN "absent_at" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "release_proposals_by_session" ON "release_proposals" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "results_by_sitting" ON "results" USING btree ("sitting_id");--> statement-breakpoint
CREATE INDEX "assessments_by_person" ON "assessments" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sittings_by_person" ON "sittings" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sittings_by_assessment" ON "sittings" USING btree ("assessment_id");--> statement-breakpoint
CREATE INDEX "late_frame_decisions_by_sitting" ON "late_frame_decisions" USING btree ("sitting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sittings_take_an_attempt_once" ON "sittings" USING btree ("assessment_id","attempt") WHERE "sittings"."absent_at" is null;--> statement-breakpoint
ALTER TABLE "sittings" ADD CONSTRAINT "sittings_are_absent_only_unbegun" CHECK ("sittings"."absent_at" is null or "sittings"."started_at" is null);