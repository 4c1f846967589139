CREATE TABLE "irregularities" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"sitting_id" uuid,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"noted_by" uuid,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "session_rooms" ADD COLUMN "start_asked_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "session_rooms" ADD COLUMN "start_asked_by" uuid;--> statement-breakpoint
ALTER TABLE "session_rooms" ADD COLUMN "end_asked_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "session_rooms" ADD COLUMN "end_asked_by" uuid;--> statement-breakpoint
ALTER TABLE "session_rooms" ADD COLUMN "end_asked_reason" text;--> statement-breakpoint
ALTER TABLE "session_rooms" ADD COLUMN "ended_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "session_rooms" ADD COLUMN "ended_by" uuid;--> statement-breakpoint
ALTER TABLE "irregularities" ADD CONSTRAINT "irregularities_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "irregularities" ADD CONSTRAINT "irregularities_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "irregularities" ADD CONSTRAINT "irregularities_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "irregularities" ADD CONSTRAINT "irregularities_noted_by_staff_id_fk" FOREIGN KEY ("noted_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "irregularities_by_room" ON "irregularities" USING btree ("session_id","room_id");--> statement-breakpoint
ALTER TABLE "session_rooms" ADD CONSTRAINT "session_rooms_start_asked_by_staff_id_fk" FOREIGN KEY ("start_asked_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_rooms" ADD CONSTRAINT "session_rooms_end_asked_by_staff_id_fk" FOREIGN KEY ("end_asked_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_rooms" ADD CONSTRAINT "session_rooms_ended_by_staff_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_rooms" ADD CONSTRAINT "session_rooms_end_by_two_people" CHECK ("session_rooms"."ended_by" is null or "session_rooms"."ended_by" <> "session_rooms"."end_asked_by");