ALTER TABLE "candidate_sessions" ADD COLUMN "seb" text;--> statement-breakpoint
ALTER TABLE "candidate_sessions" ADD COLUMN "seb_lost_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "safe_exam_browser" jsonb;--> statement-breakpoint
ALTER TABLE "sittings" ADD COLUMN "seb_excused_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "sittings" ADD COLUMN "seb_excused_by" uuid;--> statement-breakpoint
ALTER TABLE "sittings" ADD CONSTRAINT "sittings_seb_excused_by_staff_id_fk" FOREIGN KEY ("seb_excused_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;