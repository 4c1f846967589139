CREATE TABLE "notice_mails" (
	"notice_id" uuid PRIMARY KEY NOT NULL,
	"order" bigserial NOT NULL,
	"to_email" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp(3) with time zone NOT NULL,
	"claimed_until" timestamp(3) with time zone,
	"outcome" text
);
--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_are_numbered_once";--> statement-breakpoint
DROP INDEX "sittings_running";--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "city" text;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "issuer" text DEFAULT 'assessment_authority' NOT NULL;--> statement-breakpoint
ALTER TABLE "sittings" ADD COLUMN "paused_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "notice_mails" ADD CONSTRAINT "notice_mails_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_mails_waiting" ON "notice_mails" USING btree ("to_email","order") WHERE "notice_mails"."outcome" is null;--> statement-breakpoint
CREATE INDEX "notices_by_authority" ON "notices" USING btree ("province","produced_at");--> statement-breakpoint
CREATE INDEX "sittings_running" ON "sittings" USING btree ("closes_at") WHERE "sittings"."started_at" is not null and "sittings"."ended_at" is null and "sittings"."paused_at" is null;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_are_numbered_once" UNIQUE NULLS NOT DISTINCT("province","issuer","year","number");