CREATE TABLE "terminal_reports" (
	"terminal_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"build" text NOT NULL,
	"failing" text[] NOT NULL,
	"noted" text[] NOT NULL,
	"facts" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sittings" ADD COLUMN "lost_ms" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sittings" ADD COLUMN "lost_made_good_ms" bigint DEFAULT 0 NOT NULL;