ALTER TABLE "notice_deliveries" ADD COLUMN "how" text;--> statement-breakpoint
ALTER TABLE "notice_deliveries" ADD COLUMN "on_date" date;--> statement-breakpoint
ALTER TABLE "notice_deliveries" ADD CONSTRAINT "notice_deliveries_say_how_paper_went" CHECK (("notice_deliveries"."channel" = 'paper') = ("notice_deliveries"."how" is not null and "notice_deliveries"."on_date" is not null));