CREATE TABLE "card_readings" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"sitting_id" uuid,
	"reader" text NOT NULL,
	"id_number_masked" text NOT NULL,
	"name" text,
	"valid_from" text,
	"valid_until" text,
	"card_read_at" timestamp(3) with time zone,
	"refusal" text,
	"read_by" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "card_readings" ADD CONSTRAINT "card_readings_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_readings" ADD CONSTRAINT "card_readings_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_readings" ADD CONSTRAINT "card_readings_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_readings" ADD CONSTRAINT "card_readings_read_by_staff_id_fk" FOREIGN KEY ("read_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "card_readings_by_sitting" ON "card_readings" USING btree ("sitting_id");--> statement-breakpoint
CREATE INDEX "card_readings_by_room" ON "card_readings" USING btree ("session_id","room_id");