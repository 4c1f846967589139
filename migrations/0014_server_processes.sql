CREATE TABLE "presences" (
	"sitting_id" uuid PRIMARY KEY NOT NULL,
	"process_id" uuid NOT NULL,
	"connected" boolean NOT NULL,
	"heard_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "server_processes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"beat_at" timestamp(3) with time zone NOT NULL,
	"stopped_at" timestamp(3) with time zone,
	"canary" jsonb,
	"canary_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE INDEX "presences_by_process" ON "presences" USING btree ("process_id");