CREATE TABLE "admin_acts" (
	"id" text PRIMARY KEY NOT NULL,
	"acted_at" timestamp with time zone NOT NULL,
	"act" text NOT NULL,
	"outcome" text NOT NULL,
	"role" text,
	"login_id" text,
	"address" text NOT NULL,
	"target" text,
	"correlation_id" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "admin_acts_acted_at" ON "admin_acts" ("acted_at");
