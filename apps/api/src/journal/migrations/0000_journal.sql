CREATE TABLE "journal_entries" (
	"source" text NOT NULL,
	"sequence" double precision NOT NULL,
	"meal_id" text NOT NULL,
	"participant_id" text NOT NULL,
	"model" text NOT NULL,
	"bites" integer NOT NULL,
	"sips" integer NOT NULL,
	"events" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journal_entries_source_sequence_pk" PRIMARY KEY ("source", "sequence")
);
--> statement-breakpoint
CREATE INDEX "journal_entries_participant" ON "journal_entries" ("meal_id", "participant_id");
--> statement-breakpoint
CREATE TABLE "host_decisions" (
	"meal_id" text NOT NULL,
	"kind" text NOT NULL,
	"participant_id" text NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "host_decisions_meal_id_kind_participant_id_pk" PRIMARY KEY ("meal_id", "kind", "participant_id")
);
