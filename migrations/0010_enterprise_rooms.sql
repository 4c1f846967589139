CREATE TABLE "mentorships" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"employment_id" uuid NOT NULL,
	"mentor_name" text NOT NULL,
	"mentor_skill_grade" text,
	"mentor_years" integer NOT NULL,
	"mentor_violations" boolean NOT NULL,
	"started_on" date NOT NULL,
	"signed_on" date,
	"entered_by" uuid,
	"entered_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "training_plans" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"enterprise_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"body" text NOT NULL,
	"staff_names" text NOT NULL,
	"plan" text NOT NULL,
	"budget_percent" integer NOT NULL,
	"entered_by" uuid,
	"entered_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "employments" ADD COLUMN "underground" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "employments" ADD COLUMN "end_reason" text;--> statement-breakpoint
ALTER TABLE "employments" ADD COLUMN "clocks_from" date;--> statement-breakpoint
ALTER TABLE "enterprises" ADD COLUMN "higher_enterprise_id" uuid;--> statement-breakpoint
ALTER TABLE "courses" ADD COLUMN "outline" text NOT NULL;--> statement-breakpoint
ALTER TABLE "courses" ADD COLUMN "plan" text;--> statement-breakpoint
ALTER TABLE "courses" ADD COLUMN "handouts" text;--> statement-breakpoint
ALTER TABLE "courses" ADD COLUMN "report" text;--> statement-breakpoint
ALTER TABLE "mentorships" ADD CONSTRAINT "mentorships_employment_id_employments_id_fk" FOREIGN KEY ("employment_id") REFERENCES "public"."employments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentorships" ADD CONSTRAINT "mentorships_entered_by_staff_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_plans" ADD CONSTRAINT "training_plans_enterprise_id_enterprises_id_fk" FOREIGN KEY ("enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_plans" ADD CONSTRAINT "training_plans_entered_by_staff_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "mentorships_are_one_a_post" ON "mentorships" USING btree ("employment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "training_plans_are_one_a_year" ON "training_plans" USING btree ("enterprise_id","year");--> statement-breakpoint
ALTER TABLE "enterprises" ADD CONSTRAINT "enterprises_higher_enterprise_id_enterprises_id_fk" FOREIGN KEY ("higher_enterprise_id") REFERENCES "public"."enterprises"("id") ON DELETE no action ON UPDATE no action;