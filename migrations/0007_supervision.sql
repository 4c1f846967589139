CREATE TABLE "authority_contacts" (
	"province" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"telephone" text NOT NULL,
	"email" text NOT NULL,
	"supervision_bureau" text NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	"changed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "bureau_copy_rows" (
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"copy_id" bigint NOT NULL,
	CONSTRAINT "bureau_copy_rows_kind_subject_pk" PRIMARY KEY("kind","subject")
);
--> statement-breakpoint
ALTER TABLE "complaints" ALTER COLUMN "reporter_sealed" SET DATA TYPE bytea USING convert_to("reporter_sealed", 'UTF8');--> statement-breakpoint
ALTER TABLE "sites" ADD COLUMN "purpose" text DEFAULT 'designated' NOT NULL;--> statement-breakpoint
ALTER TABLE "bureau_copies" ADD COLUMN "body" text NOT NULL;--> statement-breakpoint
ALTER TABLE "complaints" ADD COLUMN "reference" text NOT NULL;--> statement-breakpoint
ALTER TABLE "spot_checks" ADD COLUMN "site_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "authority_contacts" ADD CONSTRAINT "authority_contacts_changed_by_staff_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bureau_copy_rows" ADD CONSTRAINT "bureau_copy_rows_copy_id_bureau_copies_id_fk" FOREIGN KEY ("copy_id") REFERENCES "public"."bureau_copies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spot_checks" ADD CONSTRAINT "spot_checks_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "complaints_by_province" ON "complaints" USING btree ("province","received_at");--> statement-breakpoint
ALTER TABLE "complaints" ADD CONSTRAINT "complaints_reference_unique" UNIQUE("reference");--> statement-breakpoint
ALTER TABLE "complaints" ADD CONSTRAINT "complaints_keep_a_reporter_when_named" CHECK ("complaints"."named" = ("complaints"."reporter_sealed" is not null));--> statement-breakpoint
ALTER TABLE "complaints" ADD CONSTRAINT "complaints_close_with_a_finding" CHECK (("complaints"."closed_at" is null) = ("complaints"."finding" is null));--> statement-breakpoint
REVOKE ALL ON bureau_copy_rows FROM kaochang_app;--> statement-breakpoint
GRANT SELECT, INSERT ON bureau_copy_rows TO kaochang_app;--> statement-breakpoint
CREATE TRIGGER bureau_copy_rows_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bureau_copy_rows EXECUTE FUNCTION refuse_to_rewrite();
