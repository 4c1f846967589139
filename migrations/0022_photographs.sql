CREATE TABLE "cameras" (
	"sitting_id" uuid PRIMARY KEY NOT NULL,
	"report" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "photograph_consents" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"sitting_id" uuid NOT NULL,
	"agreed" boolean NOT NULL,
	"notice" integer NOT NULL,
	"terminal_id" uuid NOT NULL,
	"at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "photographs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"sitting_id" uuid NOT NULL,
	"occasion" text NOT NULL,
	"taken_at" timestamp(3) with time zone NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"terminal_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"retain_until" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "portraits" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"media_type" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"uploaded_at" timestamp(3) with time zone NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"retain_until" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sittings" ADD COLUMN "photographs_excused_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "sittings" ADD COLUMN "photographs_excused_by" uuid;--> statement-breakpoint
ALTER TABLE "cameras" ADD CONSTRAINT "cameras_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photograph_consents" ADD CONSTRAINT "photograph_consents_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photograph_consents" ADD CONSTRAINT "photograph_consents_terminal_id_terminals_id_fk" FOREIGN KEY ("terminal_id") REFERENCES "public"."terminals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photographs" ADD CONSTRAINT "photographs_sitting_id_sittings_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sittings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photographs" ADD CONSTRAINT "photographs_terminal_id_terminals_id_fk" FOREIGN KEY ("terminal_id") REFERENCES "public"."terminals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portraits" ADD CONSTRAINT "portraits_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portraits" ADD CONSTRAINT "portraits_uploaded_by_staff_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "photograph_consents_by_sitting" ON "photograph_consents" USING btree ("sitting_id");--> statement-breakpoint
CREATE INDEX "photographs_by_sitting" ON "photographs" USING btree ("sitting_id","taken_at");--> statement-breakpoint
CREATE INDEX "photographs_by_retention" ON "photographs" USING btree ("retain_until");--> statement-breakpoint
CREATE INDEX "portraits_by_person" ON "portraits" USING btree ("person_id","uploaded_at");--> statement-breakpoint
CREATE INDEX "portraits_by_retention" ON "portraits" USING btree ("retain_until");--> statement-breakpoint
ALTER TABLE "sittings" ADD CONSTRAINT "sittings_photographs_excused_by_staff_id_fk" FOREIGN KEY ("photographs_excused_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;