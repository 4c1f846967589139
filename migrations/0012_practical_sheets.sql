CREATE TABLE "practical_finishes" (
	"sitting_id" uuid NOT NULL,
	"examiner_id" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "practical_finishes_sitting_id_examiner_id_pk" PRIMARY KEY("sitting_id","examiner_id")
);
--> statement-breakpoint
CREATE TABLE "practical_seals" (
	"session_id" uuid PRIMARY KEY NOT NULL,
	"roster_hash" text NOT NULL,
	"standard_hash" text NOT NULL,
	"sealed_by" uuid,
	"sealed_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "practical_finishes" ADD CONSTRAINT "practical_finishes_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practical_finishes" ADD CONSTRAINT "practical_finishes_examiner_id_staff_id_fk" FOREIGN KEY ("examiner_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practical_seals" ADD CONSTRAINT "practical_seals_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practical_seals" ADD CONSTRAINT "practical_seals_sealed_by_staff_id_fk" FOREIGN KEY ("sealed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
REVOKE UPDATE, DELETE ON practical_finishes, practical_seals FROM kaochang_app;--> statement-breakpoint
CREATE TRIGGER practical_finishes_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON practical_finishes EXECUTE FUNCTION refuse_to_rewrite();--> statement-breakpoint
CREATE TRIGGER practical_seals_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON practical_seals EXECUTE FUNCTION refuse_to_rewrite();
