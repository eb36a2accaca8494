-- What version 8 writes, as its own code wrote it: the register of version 7, upgraded, and then
-- people of whom something has passed, what was taken back and brought back, and an edit of another tool.
PRAGMA application_id = 1398031687;
PRAGMA user_version = 8;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'steg','version_1','2026-11-28 17:50:57.383239+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'steg','version_2','2026-11-28 17:50:57.383964+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'steg','version_3','2026-11-28 17:50:57.404913+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'steg','version_4','2026-11-28 17:50:57.421452+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'steg','version_5','2026-11-28 21:10:43.291771+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'steg','version_6','2026-11-29 01:29:27.947648+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'steg','version_7','2026-11-29 08:28:46.119233+00:00');
INSERT INTO "_sqlite_migrations" VALUES(8,'steg','version_8','2026-11-30 03:23:54.217115+00:00');
CREATE TABLE backup (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        by TEXT NOT NULL DEFAULT '',
        path TEXT NOT NULL,
        reason TEXT NOT NULL
    ) STRICT;
INSERT INTO "backup" VALUES(1,'2026-11-29T01:29:27Z','2026-11-29','root','/srv/steg/steg-2026-11-29-version-5.db','upgrade');
INSERT INTO "backup" VALUES(2,'2026-11-29T01:29:29Z','2024-06-01','root','/srv/steg/copy.db','copy');
INSERT INTO "backup" VALUES(3,'2026-11-29T01:29:47Z','2024-06-02','root','/srv/steg/steg-2024-06-02-erase.db','erase');
INSERT INTO "backup" VALUES(4,'2026-11-29T08:28:46Z','2026-11-29','root','/srv/ame/steg-2026-11-29-version-6.db','upgrade');
INSERT INTO "backup" VALUES(5,'2026-11-29T08:28:50Z','2024-06-10','root','/srv/ame/k.db','copy');
INSERT INTO "backup" VALUES(6,'2026-11-30T03:23:54Z','2026-11-30','root','/srv/ame/r-2026-11-30-version-7.db','upgrade');
CREATE TABLE change (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        command TEXT NOT NULL,
        summary TEXT NOT NULL DEFAULT '',
        reverses INTEGER REFERENCES change (id),
        is_open INTEGER NOT NULL DEFAULT 0 CHECK (is_open IN (0, 1))
    , login TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO "change" VALUES(1,'2026-11-28T17:50:57Z','2024-01-15','init','',NULL,0,'root');
INSERT INTO "change" VALUES(2,'2026-11-28T17:50:57Z','2024-01-15','setting','mail.to = ame@kommun.example',NULL,0,'root');
INSERT INTO "change" VALUES(3,'2026-11-28T17:50:57Z','2024-01-15','workplace add','Solgården',NULL,0,'root');
INSERT INTO "change" VALUES(4,'2026-11-28T17:50:58Z','2024-01-15','workplace add','Verkstan',NULL,0,'root');
INSERT INTO "change" VALUES(5,'2026-11-28T17:50:58Z','2024-01-15','post add','Måltidsvärd',NULL,0,'root');
INSERT INTO "change" VALUES(6,'2026-11-28T17:50:58Z','2024-01-15','contact add','Eva Holm',NULL,0,'root');
INSERT INTO "change" VALUES(7,'2026-11-28T17:50:58Z','2024-01-15','municipality add','Tibro',NULL,0,'root');
INSERT INTO "change" VALUES(8,'2026-11-28T17:50:58Z','2024-01-15','enrol','S-0001 kartlaggning 2022-01-10',NULL,0,'root');
INSERT INTO "change" VALUES(9,'2026-11-28T17:50:59Z','2024-01-15','enrol','S-0002 kartlaggning 2022-02-01',NULL,0,'root');
INSERT INTO "change" VALUES(10,'2026-11-28T17:50:59Z','2024-01-15','enrol','S-0003 kartlaggning 2022-03-01',NULL,0,'root');
INSERT INTO "change" VALUES(11,'2026-11-28T17:50:59Z','2024-01-15','advance','S-0001 kartlaggning > utbildningspraktik 2022-05-01',NULL,0,'root');
INSERT INTO "change" VALUES(12,'2026-11-28T17:50:59Z','2024-01-15','advance','S-0001 utbildningspraktik > serviceassistent 2022-11-01',NULL,0,'root');
INSERT INTO "change" VALUES(13,'2026-11-28T17:51:00Z','2024-01-15','support add','S-0001 2022-11-01 > 2023-10-31',NULL,0,'root');
INSERT INTO "change" VALUES(14,'2026-11-28T17:51:00Z','2024-01-15','pause','S-0001 2023-06-01 > 2023-06-30',NULL,0,'root');
INSERT INTO "change" VALUES(15,'2026-11-28T17:51:00Z','2024-01-15','deadline add','S-0001 1 2024-02-01',NULL,0,'root');
INSERT INTO "change" VALUES(16,'2026-11-28T17:51:00Z','2024-01-15','amend','S-0001 identity',NULL,0,'root');
INSERT INTO "change" VALUES(17,'2026-11-28T17:51:00Z','2024-01-15','amend','S-0002 identity',NULL,0,'root');
INSERT INTO "change" VALUES(18,'2026-11-28T17:51:01Z','2024-01-15','undo','17 amend S-0002 identity',17,0,'root');
INSERT INTO "change" VALUES(19,'2026-11-28T17:51:01Z','2024-01-15','advance','S-0002 kartlaggning > arbetsprovning 2022-04-01',NULL,0,'root');
INSERT INTO "change" VALUES(20,'2026-11-28T17:51:01Z','2024-01-15','leave','S-0002 arbetsprovning > job-search 2023-07-31',NULL,0,'root');
INSERT INTO "change" VALUES(21,'2026-11-28T17:51:01Z','2024-01-15','follow-up','S-0002 employment 2024-01-15',NULL,0,'root');
INSERT INTO "change" VALUES(22,'2026-11-28T17:51:02Z','2024-01-15','advance','S-0003 kartlaggning > serviceassistent 2023-02-01',NULL,0,'root');
INSERT INTO "change" VALUES(23,'2026-11-28T17:51:02Z','2024-01-15','extend','S-0003 serviceassistent 2024-01-31 > 2024-07-31',NULL,0,'root');
INSERT INTO "change" VALUES(24,'2026-11-28T17:51:02Z','2024-01-17','enrol','',NULL,0,'root');
INSERT INTO "change" VALUES(25,'2026-11-28T17:51:03Z','2024-01-17','note','S-0001 1',NULL,0,'root');
INSERT INTO "change" VALUES(26,'2026-11-28T17:51:03Z','2024-01-17','move','S-0001 2023-05-01',NULL,0,'root');
INSERT INTO "change" VALUES(27,'2026-11-28T17:51:03Z','2024-01-17','enrol','S-0005 kartlaggning 2024-01-16',NULL,0,'root');
INSERT INTO "change" VALUES(28,'2026-11-28T17:51:03Z','2024-01-17','merge','S-0005 > S-0002',NULL,0,'root');
INSERT INTO "change" VALUES(29,'2026-11-28T17:51:03Z','2024-01-17','workplace close','Verkstan 2024-03-31',NULL,0,'root');
INSERT INTO "change" VALUES(30,'2026-11-28T21:10:56Z','2024-06-03','notice','S-0003 2024-07-31',NULL,0,'root');
INSERT INTO "change" VALUES(31,'2026-11-28T21:10:56Z','2024-06-03','notice','S-0001 2024-10-31',NULL,0,'root');
INSERT INTO "change" VALUES(32,'2026-11-28T21:10:57Z','2024-06-03','setting','wage.serviceassistent 2024-01-01 = 24500',NULL,0,'root');
INSERT INTO "change" VALUES(33,'2026-11-28T21:10:57Z','2024-06-03','setting','on-costs 2024-01-01 = 40.15',NULL,0,'root');
INSERT INTO "change" VALUES(34,'2026-11-28T21:10:58Z','2024-06-03','setting','wage.serviceassistent 2024-04-01 = 25200.50',NULL,0,'root');
INSERT INTO "change" VALUES(35,'2026-11-28T21:10:58Z','2024-06-03','setting','on-costs 2023-01-01 = 39',NULL,0,'root');
INSERT INTO "change" VALUES(36,'2026-11-28T21:10:58Z','2024-06-03','undo','35 setting on-costs 2023-01-01 = 39',35,0,'root');
INSERT INTO "change" VALUES(37,'2026-11-28T21:11:15Z','2024-06-03','project edit','STEG',NULL,0,'root');
INSERT INTO "change" VALUES(38,'2026-11-28T21:11:17Z','2024-06-03','enrol','S-0006 kartlaggning 2024-06-03',NULL,0,'root');
INSERT INTO "change" VALUES(39,'2026-11-29T01:29:28Z','2024-06-01','hold','S-0001',NULL,0,'root');
INSERT INTO "change" VALUES(40,'2026-11-29T01:29:28Z','2024-06-01','retention add','participant 2',NULL,0,'root');
INSERT INTO "change" VALUES(41,'2026-11-29T01:29:29Z','2024-06-01','project edit','STEG',NULL,0,'root');
INSERT INTO "change" VALUES(42,'2026-11-29T01:29:39Z','2026-11-29','undo','41 project edit STEG',41,0,'root');
INSERT INTO "change" VALUES(43,'2026-11-29T08:28:46Z','2024-06-10','advance','S-0002 kartlaggning > utredning 2024-06-10',NULL,0,'root');
INSERT INTO "change" VALUES(44,'2026-11-29T08:28:46Z','2024-06-10','advance','S-0006 kartlaggning > utredning 2024-06-11',NULL,0,'root');
INSERT INTO "change" VALUES(45,'2026-11-29T08:28:46Z','2024-06-10','note','S-0006 1',NULL,0,'root');
INSERT INTO "change" VALUES(46,'2026-11-29T08:28:47Z','2024-06-10','amend','S-0002 name',NULL,0,'root');
INSERT INTO "change" VALUES(47,'2026-11-29T08:28:47Z','2024-06-10','undo','46 amend S-0002 name',46,0,'root');
INSERT INTO "change" VALUES(48,'2026-11-29T08:28:47Z','2024-06-10','redo','46 amend S-0002 name',47,0,'root');
INSERT INTO "change" VALUES(49,'2026-11-29T08:28:47Z','2024-06-10','pause','S-0001 2024-06-01 > …',NULL,0,'root');
INSERT INTO "change" VALUES(50,'2026-11-29T08:28:48Z','2024-06-10','deadline add','S-0006 1 2024-09-01',NULL,0,'root');
INSERT INTO "change" VALUES(51,'2026-11-29T08:28:48Z','2024-06-10','workplace edit','Solgården',NULL,0,'root');
INSERT INTO "change" VALUES(52,'2026-11-29T08:28:48Z','2024-06-10','setting','remind.months = 4',NULL,0,'root');
INSERT INTO "change" VALUES(53,'2026-11-29T08:28:48Z','2024-06-10','leave','S-0002 utredning > education 2024-06-14',NULL,0,'root');
INSERT INTO "change" VALUES(54,'2026-11-29T08:28:49Z','2024-06-10','undo','53 leave S-0002 utredning > education 2024-06-14',53,0,'root');
INSERT INTO "change" VALUES(55,'2026-11-29T08:28:49Z','2026-11-29','outside','workplace 1',NULL,0,'');
INSERT INTO "change" VALUES(56,'2026-11-29T08:28:49Z','2026-11-29','outside','project 1',NULL,0,'');
INSERT INTO "change" VALUES(57,'2026-11-29T08:28:49Z','2026-11-29','outside','sector 99',NULL,0,'');
INSERT INTO "change" VALUES(58,'2026-11-29T08:28:49Z','2026-11-29','outside','sector 99',NULL,0,'');
INSERT INTO "change" VALUES(59,'2026-11-30T03:24:00Z','2024-06-20','enrol','S-0007 kartlaggning 2022-01-10',NULL,0,'root');
INSERT INTO "change" VALUES(60,'2026-11-30T03:24:06Z','2024-06-20','advance','S-0007 kartlaggning > praktik 2022-06-01',NULL,0,'root');
INSERT INTO "change" VALUES(61,'2026-11-30T03:24:06Z','2024-06-20','advance','S-0007 praktik > serviceassistent 2023-08-01',NULL,0,'root');
INSERT INTO "change" VALUES(62,'2026-11-30T03:24:06Z','2024-06-20','support add','S-0007 2023-08-01 > 2024-04-30',NULL,0,'root');
INSERT INTO "change" VALUES(63,'2026-11-30T03:24:06Z','2024-06-20','support add','S-0001 2023-11-01 > 2024-03-31',NULL,0,'root');
INSERT INTO "change" VALUES(64,'2026-11-30T03:24:06Z','2024-06-20','undo','63 support add S-0001 2023-11-01 > 2024-03-31',63,0,'root');
INSERT INTO "change" VALUES(65,'2026-11-30T03:24:06Z','2024-06-20','redo','63 support add S-0001 2023-11-01 > 2024-03-31',64,0,'root');
INSERT INTO "change" VALUES(66,'2026-11-30T03:24:07Z','2024-06-20','advance','S-0006 utredning > arbetsprovning 2024-06-12',NULL,0,'root');
INSERT INTO "change" VALUES(67,'2026-11-30T03:24:20Z','2024-06-20','enrol','S-0008 kartlaggning 2022-03-01',NULL,0,'root');
INSERT INTO "change" VALUES(68,'2026-11-30T03:24:21Z','2024-06-20','leave','S-0008 kartlaggning > job-search 2023-11-30',NULL,0,'root');
INSERT INTO "change" VALUES(69,'2026-11-30T03:24:21Z','2024-06-20','enrol','S-0009 kartlaggning 2022-03-01',NULL,0,'root');
INSERT INTO "change" VALUES(70,'2026-11-30T03:24:21Z','2024-06-20','leave','S-0009 kartlaggning > employment 2023-10-31',NULL,0,'root');
INSERT INTO "change" VALUES(71,'2026-11-30T03:24:21Z','2024-06-20','follow-up','S-0009 employment 2024-04-30',NULL,0,'root');
INSERT INTO "change" VALUES(72,'2026-11-30T03:24:21Z','2026-11-30','outside','placement 4',NULL,0,'');
CREATE TABLE cohort (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        planned INTEGER CHECK (planned >= 0),
        first_day TEXT CHECK (first_day IS date(first_day, '+0 days') AND first_day >= '0001-01-01'),
        last_day TEXT CHECK (last_day IS date(last_day, '+0 days') AND last_day >= '0001-01-01'),
        project_id INTEGER REFERENCES project (id), open_until TEXT CHECK (open_until IS date(open_until, '+0 days') AND open_until >= '0001-01-01'),
        CHECK (last_day >= first_day)
    ) STRICT;
INSERT INTO "cohort" VALUES(1,'Pilot 2016',25,'2016-01-01','2016-12-31',NULL,NULL);
INSERT INTO "cohort" VALUES(2,'STEG',230,'2019-04-01','2022-03-31',1,NULL);
CREATE TABLE contact (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        role TEXT NOT NULL,
        organisation TEXT NOT NULL,
        email TEXT,
        project_id INTEGER REFERENCES project (id)
    ) STRICT;
INSERT INTO "contact" VALUES(1,'Eva Holm','rektor','Barn och utbildning',NULL,1);
CREATE TABLE deadline (
        id INTEGER PRIMARY KEY,
        enrolment_id INTEGER NOT NULL REFERENCES enrolment (id),
        text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 60),
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        lead INTEGER NOT NULL CHECK (lead BETWEEN 0 AND 120),
        done_on TEXT CHECK (done_on IS date(done_on, '+0 days') AND done_on >= '0001-01-01')
    ) STRICT;
INSERT INTO "deadline" VALUES(1,1,'utdrag ur belastningsregistret','2024-02-01',1,NULL);
INSERT INTO "deadline" VALUES(2,6,'permit','2024-09-01',1,NULL);
CREATE TABLE "enrolment" (
        id INTEGER PRIMARY KEY,
        participant_id INTEGER NOT NULL REFERENCES participant (id),
        cohort_id INTEGER NOT NULL REFERENCES cohort (id),
        municipality TEXT NOT NULL,
        first_day TEXT NOT NULL CHECK (first_day IS date(first_day, '+0 days') AND first_day >= '0001-01-01'),
        last_day TEXT CHECK (last_day IS date(last_day, '+0 days') AND last_day >= '0001-01-01'),
        left_to TEXT CHECK (left_to IN ('employment', 'employment-subsidised', 'employment-municipal', 'education', 'education-other', 'job-search', 'health', 'moved', 'other')),
        qualification INTEGER NOT NULL DEFAULT 0 CHECK (qualification IN (0, 1)),
        status TEXT NOT NULL
            CHECK (status IN ('unemployed', 'far-from-labour-market', 'other')),
        disability INTEGER NOT NULL DEFAULT 0 CHECK (disability IN (0, 1)),
        long_term_unemployed INTEGER NOT NULL DEFAULT 0 CHECK (long_term_unemployed IN (0, 1)),
        education TEXT CHECK (education IN ('compulsory', 'upper-secondary', 'tertiary')),
        consultant TEXT,
        exception TEXT, labour_status TEXT CHECK (labour_status IN ('unemployed', 'inactive', 'employed')), unemployed_since TEXT CHECK (unemployed_since IS date(unemployed_since, '+0 days') AND unemployed_since >= '0001-01-01'),
        CHECK (last_day >= first_day),
        CHECK ((last_day IS NULL) = (left_to IS NULL))
    ) STRICT;
INSERT INTO "enrolment" VALUES(1,1,2,'Skövde','2022-01-10',NULL,NULL,0,'unemployed',0,1,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(2,2,2,'Tibro','2022-02-01','2023-07-31','job-search',0,'unemployed',1,0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(3,3,2,'Mariestad','2022-03-01',NULL,NULL,0,'unemployed',0,1,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(5,2,2,'Skövde','2024-01-16',NULL,NULL,0,'unemployed',1,0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(6,6,2,'Mariestad','2024-06-03',NULL,NULL,0,'unemployed',0,1,NULL,NULL,NULL,'unemployed','2022-05-01');
INSERT INTO "enrolment" VALUES(7,7,2,'Tibro','2022-01-10',NULL,NULL,0,'unemployed',0,1,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(8,8,2,'Skövde','2022-03-01','2023-11-30','job-search',0,'unemployed',1,0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(9,9,2,'Skövde','2022-03-01','2023-10-31','employment',0,'unemployed',1,0,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE erasure (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        by TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL CHECK (kind IN ('retention', 'wrongly-registered')),
        decision TEXT NOT NULL
    ) STRICT;
INSERT INTO "erasure" VALUES(1,'2026-11-29T01:29:47Z','2024-06-02','root','wrongly-registered','');
CREATE TABLE extension (
        id INTEGER PRIMARY KEY,
        stay_id INTEGER NOT NULL REFERENCES stay (id),
        decided_on TEXT NOT NULL CHECK (decided_on IS date(decided_on, '+0 days') AND decided_on >= '0001-01-01'),
        old_last_day TEXT NOT NULL CHECK (old_last_day IS date(old_last_day, '+0 days') AND old_last_day >= '0001-01-01'),
        new_last_day TEXT NOT NULL CHECK (new_last_day IS date(new_last_day, '+0 days') AND new_last_day >= '0001-01-01'),
        decided_by TEXT, exception TEXT,
        CHECK (new_last_day > old_last_day)
    ) STRICT;
INSERT INTO "extension" VALUES(1,7,'2024-01-15','2024-01-31','2024-07-31',NULL,NULL);
CREATE TABLE "follow_up" (
        id INTEGER PRIMARY KEY,
        enrolment_id INTEGER NOT NULL REFERENCES enrolment (id),
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        status TEXT NOT NULL CHECK (status IN ('employment', 'employment-subsidised', 'employment-municipal', 'education', 'education-other', 'job-search', 'health', 'moved', 'other')),
        UNIQUE (enrolment_id, day)
    ) STRICT;
INSERT INTO "follow_up" VALUES(1,2,'2024-01-15','employment');
INSERT INTO "follow_up" VALUES(2,9,'2024-04-30','employment');
CREATE TABLE former_case (
        id INTEGER PRIMARY KEY,
        participant_id INTEGER NOT NULL REFERENCES participant (id),
        former_case INTEGER NOT NULL UNIQUE
    ) STRICT;
INSERT INTO "former_case" VALUES(1,2,5);
CREATE TABLE former_number (
        id INTEGER PRIMARY KEY,
        participant_id INTEGER NOT NULL REFERENCES participant (id),
        kind TEXT NOT NULL CHECK (kind IN ('personnummer', 'samordningsnummer', 'other')),
        number TEXT NOT NULL UNIQUE,
        replaced_on TEXT NOT NULL CHECK (replaced_on IS date(replaced_on, '+0 days') AND replaced_on >= '0001-01-01')
    ) STRICT;
INSERT INTO "former_number" VALUES(1,1,'samordningsnummer','198001619801','2024-01-15');
INSERT INTO "former_number" VALUES(2,2,'personnummer','199001019810','2024-01-17');
CREATE TABLE hold (
        id INTEGER PRIMARY KEY,
        participant_id INTEGER NOT NULL UNIQUE REFERENCES participant (id),
        reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01')
    ) STRICT;
INSERT INTO "hold" VALUES(1,1,'An appeal is going on','2024-06-01');
CREATE TABLE import_answers (
        id INTEGER PRIMARY KEY,
        shape TEXT NOT NULL UNIQUE,
        answers TEXT NOT NULL
    ) STRICT;
CREATE TABLE log_layout (
        id INTEGER PRIMARY KEY,
        table_name TEXT NOT NULL,
        columns TEXT,
        UNIQUE (table_name, columns)
    ) STRICT;
INSERT INTO "log_layout" VALUES(-4,'project','{"a":"name","b":"number","c":"region","d":"owner","e":"partners","f":"objective","g":"first_day","h":"last_day","i":"planned","j":"budget","k":"granted","l":"reported_cost","m":"contact","n":"email","o":"programme","p":"analysis_until","q":"implementation_until"}');
INSERT INTO "log_layout" VALUES(-3,'stay','{"a":"enrolment_id","b":"step_id","c":"first_day","d":"planned_last_day","e":"last_day","f":"closed_on","g":"agreement","h":"weekends","i":"exception","j":"decided_by","k":"completed","l":"certificate_day","m":"post_id"}');
INSERT INTO "log_layout" VALUES(-2,'enrolment','{"a":"participant_id","b":"cohort_id","c":"municipality","d":"first_day","e":"last_day","f":"left_to","g":"qualification","h":"status","i":"disability","j":"long_term_unemployed","k":"education","l":"consultant","m":"exception"}');
INSERT INTO "log_layout" VALUES(-1,'project','{"a":"name","b":"number","c":"region","d":"owner","e":"partners","f":"objective","g":"first_day","h":"last_day","i":"planned","j":"budget","k":"granted","l":"reported_cost","m":"contact","n":"email"}');
INSERT INTO "log_layout" VALUES(0,'erasure',NULL);
INSERT INTO "log_layout" VALUES(1,'setting','{"a":"key","b":"value"}');
INSERT INTO "log_layout" VALUES(2,'project','{"a":"name","b":"number","c":"region","d":"owner","e":"partners","f":"objective","g":"first_day","h":"last_day","i":"planned","j":"budget","k":"granted","l":"reported_cost","m":"contact","n":"email","o":"programme","p":"analysis_until","q":"implementation_until","r":"keep_until"}');
INSERT INTO "log_layout" VALUES(3,'cohort','{"a":"name","b":"planned","c":"first_day","d":"last_day","e":"project_id","f":"open_until"}');
INSERT INTO "log_layout" VALUES(4,'step','{"a":"code","b":"swedish","c":"english","d":"location","e":"payer","f":"least_months","g":"most_months","h":"agreement","i":"own_sector","j":"training"}');
INSERT INTO "log_layout" VALUES(5,'sector','{"a":"name","b":"employs_from"}');
INSERT INTO "log_layout" VALUES(6,'workplace','{"a":"name","b":"sector_id","c":"municipality","d":"adapted","e":"manager","f":"manager_email","g":"places","h":"open_until"}');
INSERT INTO "log_layout" VALUES(7,'participant','{"a":"kind","b":"number","c":"sex","d":"birth_year","e":"name","f":"protected"}');
INSERT INTO "log_layout" VALUES(8,'enrolment','{"a":"participant_id","b":"cohort_id","c":"municipality","d":"first_day","e":"last_day","f":"left_to","g":"qualification","h":"status","i":"disability","j":"long_term_unemployed","k":"education","l":"consultant","m":"exception","n":"labour_status","o":"unemployed_since"}');
INSERT INTO "log_layout" VALUES(9,'stay','{"a":"enrolment_id","b":"step_id","c":"first_day","d":"planned_last_day","e":"last_day","f":"closed_on","g":"agreement","h":"weekends","i":"exception","j":"decided_by","k":"completed","l":"certificate_day","m":"post_id","n":"notice_of","o":"notice_given","p":"union_notified"}');
INSERT INTO "log_layout" VALUES(10,'extension','{"a":"stay_id","b":"decided_on","c":"old_last_day","d":"new_last_day","e":"decided_by","f":"exception"}');
INSERT INTO "log_layout" VALUES(11,'placement','{"a":"enrolment_id","b":"workplace_id","c":"first_day","d":"last_day","e":"percent","f":"supervisor","g":"exception"}');
INSERT INTO "log_layout" VALUES(12,'follow_up','{"a":"enrolment_id","b":"day","c":"status"}');
INSERT INTO "log_layout" VALUES(13,'municipality','{"a":"name"}');
INSERT INTO "log_layout" VALUES(14,'municipality_plan','{"a":"municipality_id","b":"project_id","c":"planned"}');
INSERT INTO "log_layout" VALUES(15,'post','{"a":"title","b":"tasks","c":"relieves","d":"workplace_id","e":"places","f":"approved_on","g":"approved_by","h":"approval"}');
INSERT INTO "log_layout" VALUES(16,'contact','{"a":"name","b":"role","c":"organisation","d":"email","e":"project_id"}');
INSERT INTO "log_layout" VALUES(17,'pause','{"a":"enrolment_id","b":"first_day","c":"last_day","d":"paid"}');
INSERT INTO "log_layout" VALUES(18,'support','{"a":"enrolment_id","b":"kind","c":"first_day","d":"last_day","e":"percent","f":"cap","g":"decision"}');
INSERT INTO "log_layout" VALUES(19,'deadline','{"a":"enrolment_id","b":"text","c":"day","d":"lead","e":"done_on"}');
INSERT INTO "log_layout" VALUES(20,'former_number','{"a":"participant_id","b":"kind","c":"number","d":"replaced_on"}');
INSERT INTO "log_layout" VALUES(21,'former_case','{"a":"participant_id","b":"former_case"}');
INSERT INTO "log_layout" VALUES(22,'remark','{"a":"participant_id","b":"day","c":"note"}');
INSERT INTO "log_layout" VALUES(23,'residence','{"a":"enrolment_id","b":"municipality","c":"first_day"}');
INSERT INTO "log_layout" VALUES(24,'rate','{"a":"key","b":"first_day","c":"amount"}');
INSERT INTO "log_layout" VALUES(25,'hold','{"a":"participant_id","b":"reason","c":"day"}');
INSERT INTO "log_layout" VALUES(26,'retention_rule','{"a":"kept","b":"years","c":"decision","d":"decided_on"}');
CREATE TABLE log_row (
        id INTEGER PRIMARY KEY,
        change_id INTEGER NOT NULL REFERENCES change (id),
        layout_id INTEGER NOT NULL REFERENCES log_layout (id),
        row_id INTEGER NOT NULL,
        participant_id INTEGER,
        before TEXT,
        after TEXT
    ) STRICT;
INSERT INTO "log_row" VALUES(1,1,4,1,NULL,NULL,'{"a":"kartlaggning","b":"kartläggning","c":"mapping","d":"ame","i":0,"j":0}');
INSERT INTO "log_row" VALUES(2,1,4,2,NULL,NULL,'{"a":"utredning","b":"utredning","c":"investigation","d":"ame","i":0,"j":0}');
INSERT INTO "log_row" VALUES(3,1,4,3,NULL,NULL,'{"a":"arbetsprovning","b":"arbetsprövning","c":"work trial","d":"adapted","i":0,"j":0}');
INSERT INTO "log_row" VALUES(4,1,4,4,NULL,NULL,'{"a":"praktik","b":"praktik","c":"work placement","d":"ordinary","i":0,"j":0}');
INSERT INTO "log_row" VALUES(5,1,4,5,NULL,NULL,'{"a":"utbildningspraktik","b":"utbildningspraktik","c":"training in placement","d":"ordinary","i":0,"j":1}');
INSERT INTO "log_row" VALUES(6,1,4,6,NULL,NULL,'{"a":"serviceassistent","b":"serviceassistent","c":"serviceassistent","d":"ordinary","e":"AME","f":12,"g":24,"h":"BEA","i":0,"j":0}');
INSERT INTO "log_row" VALUES(7,1,4,7,NULL,NULL,'{"a":"enhetsassistent","b":"enhetsassistent","c":"enhetsassistent","d":"ordinary","e":"sector","h":"AB","i":1,"j":0}');
INSERT INTO "log_row" VALUES(8,1,4,8,NULL,NULL,'{"a":"underskoterska","b":"undersköterska","c":"undersköterska","d":"ordinary","e":"sector","i":0,"j":0}');
INSERT INTO "log_row" VALUES(9,1,4,9,NULL,NULL,'{"a":"sjukskoterska","b":"sjuksköterska","c":"sjuksköterska","d":"ordinary","e":"sector","i":0,"j":0}');
INSERT INTO "log_row" VALUES(10,1,1,1,NULL,NULL,'{"a":"language","b":"en"}');
INSERT INTO "log_row" VALUES(11,1,5,1,NULL,NULL,'{"a":"Arbetsmarknad"}');
INSERT INTO "log_row" VALUES(12,1,5,2,NULL,NULL,'{"a":"Barn och utbildning"}');
INSERT INTO "log_row" VALUES(13,1,5,3,NULL,NULL,'{"a":"Vård och omsorg","b":"2023-01-01"}');
INSERT INTO "log_row" VALUES(14,1,13,1,NULL,NULL,'{"a":"Mariestad"}');
INSERT INTO "log_row" VALUES(15,1,13,2,NULL,NULL,'{"a":"Skövde"}');
INSERT INTO "log_row" VALUES(16,1,13,3,NULL,NULL,'{"a":"Töreboda"}');
INSERT INTO "log_row" VALUES(17,1,13,4,NULL,NULL,'{"a":"Gullspång"}');
INSERT INTO "log_row" VALUES(18,1,3,1,NULL,NULL,'{"a":"Pilot 2016","b":25,"c":"2016-01-01","d":"2016-12-31"}');
INSERT INTO "log_row" VALUES(19,1,-1,1,NULL,NULL,'{"a":"STEG","b":"2018/00439","c":"Västsverige","d":"Mariestads kommun","e":"Skövde, Töreboda, Gullspång, Arbetsförmedlingen","f":"2.1","g":"2019-04-01","h":"2022-03-31","i":230,"j":25945842,"k":12190112,"l":0}');
INSERT INTO "log_row" VALUES(20,1,3,2,NULL,NULL,'{"a":"STEG","b":230,"c":"2019-04-01","d":"2022-03-31","e":1}');
INSERT INTO "log_row" VALUES(21,2,1,2,NULL,NULL,'{"a":"mail.to","b":"ame@kommun.example"}');
INSERT INTO "log_row" VALUES(22,3,6,1,NULL,NULL,'{"a":"Solgården","b":3,"c":"Skövde","d":0,"g":2}');
INSERT INTO "log_row" VALUES(23,4,6,2,NULL,NULL,'{"a":"Verkstan","b":3,"c":"Mariestad","d":1}');
INSERT INTO "log_row" VALUES(24,5,15,1,NULL,NULL,'{"a":"Måltidsvärd","b":"frukost","c":"förskollärare","d":1,"e":1}');
INSERT INTO "log_row" VALUES(25,6,16,1,NULL,NULL,'{"a":"Eva Holm","b":"rektor","c":"Barn och utbildning","e":1}');
INSERT INTO "log_row" VALUES(26,7,13,5,NULL,NULL,'{"a":"Tibro"}');
INSERT INTO "log_row" VALUES(27,7,14,1,NULL,NULL,'{"a":5,"b":1,"c":3}');
INSERT INTO "log_row" VALUES(28,8,7,1,1,NULL,'{"a":"samordningsnummer","b":"198001619801","c":"woman","d":1980,"e":"Anna Andersson","f":0}');
INSERT INTO "log_row" VALUES(29,8,-2,1,1,NULL,'{"a":1,"b":2,"c":"Skövde","d":"2022-01-10","g":0,"h":"unemployed","i":0,"j":1}');
INSERT INTO "log_row" VALUES(30,8,-3,1,1,NULL,'{"a":1,"b":1,"c":"2022-01-10"}');
INSERT INTO "log_row" VALUES(31,9,7,2,2,NULL,'{"a":"other","b":"P-7","c":"man","d":1990,"e":"Bo Berg","f":0}');
INSERT INTO "log_row" VALUES(32,9,-2,2,2,NULL,'{"a":2,"b":2,"c":"Tibro","d":"2022-02-01","g":0,"h":"unemployed","i":1,"j":0}');
INSERT INTO "log_row" VALUES(33,9,-3,2,2,NULL,'{"a":2,"b":1,"c":"2022-02-01"}');
INSERT INTO "log_row" VALUES(34,10,7,3,3,NULL,'{"a":"personnummer","b":"198501019809","c":"woman","d":1985,"e":"Cia Ceder","f":1}');
INSERT INTO "log_row" VALUES(35,10,-2,3,3,NULL,'{"a":3,"b":2,"c":"Mariestad","d":"2022-03-01","g":0,"h":"unemployed","i":0,"j":1}');
INSERT INTO "log_row" VALUES(36,10,-3,3,3,NULL,'{"a":3,"b":1,"c":"2022-03-01"}');
INSERT INTO "log_row" VALUES(37,11,-3,1,1,'{"a":1,"b":1,"c":"2022-01-10"}','{"e":"2022-04-30","f":"2024-01-15"}');
INSERT INTO "log_row" VALUES(38,11,-3,4,1,NULL,'{"a":1,"b":5,"c":"2022-05-01","i":"direkt"}');
INSERT INTO "log_row" VALUES(39,11,11,1,1,NULL,'{"a":1,"b":1,"c":"2022-05-01","e":100}');
INSERT INTO "log_row" VALUES(40,12,-3,4,1,'{"a":1,"b":5,"c":"2022-05-01","i":"direkt"}','{"e":"2022-10-31","f":"2024-01-15","k":1,"l":"2022-10-20"}');
INSERT INTO "log_row" VALUES(41,12,-3,5,1,NULL,'{"a":1,"b":6,"c":"2022-11-01","d":"2024-10-31","g":"BEA","m":1}');
INSERT INTO "log_row" VALUES(42,13,18,1,1,NULL,'{"a":1,"b":"nystartsjobb","c":"2022-11-01","d":"2023-10-31","e":50,"f":20000,"g":"AF 1"}');
INSERT INTO "log_row" VALUES(43,14,17,1,1,NULL,'{"a":1,"b":"2023-06-01","c":"2023-06-30","d":0}');
INSERT INTO "log_row" VALUES(44,15,19,1,1,NULL,'{"a":1,"b":"utdrag ur belastningsregistret","c":"2024-02-01","d":1}');
INSERT INTO "log_row" VALUES(45,16,7,1,1,'{"a":"samordningsnummer","b":"198001619801","c":"woman","d":1980,"e":"Anna Andersson","f":0}','{"a":"personnummer","b":"198001019804"}');
INSERT INTO "log_row" VALUES(46,16,20,1,1,NULL,'{"a":1,"b":"samordningsnummer","c":"198001619801","d":"2024-01-15"}');
INSERT INTO "log_row" VALUES(47,17,7,2,2,'{"a":"other","b":"P-7","c":"man","d":1990,"e":"Bo Berg","f":0}','{"a":"personnummer","b":"199001019810"}');
INSERT INTO "log_row" VALUES(48,17,20,2,2,NULL,'{"a":2,"b":"other","c":"P-7","d":"2024-01-15"}');
INSERT INTO "log_row" VALUES(49,18,20,2,2,'{"a":2,"b":"other","c":"P-7","d":"2024-01-15"}',NULL);
INSERT INTO "log_row" VALUES(50,18,7,2,2,'{"a":"personnummer","b":"199001019810","c":"man","d":1990,"e":"Bo Berg","f":0}','{"a":"other","b":"P-7"}');
INSERT INTO "log_row" VALUES(51,19,-3,2,2,'{"a":2,"b":1,"c":"2022-02-01"}','{"e":"2022-03-31","f":"2024-01-15"}');
INSERT INTO "log_row" VALUES(52,19,-3,6,2,NULL,'{"a":2,"b":3,"c":"2022-04-01","i":"prövade redan"}');
INSERT INTO "log_row" VALUES(53,19,11,2,2,NULL,'{"a":2,"b":2,"c":"2022-04-01","e":100}');
INSERT INTO "log_row" VALUES(54,20,-2,2,2,'{"a":2,"b":2,"c":"Tibro","d":"2022-02-01","g":0,"h":"unemployed","i":1,"j":0}','{"e":"2023-07-31","f":"job-search"}');
INSERT INTO "log_row" VALUES(55,20,-3,6,2,'{"a":2,"b":3,"c":"2022-04-01","i":"prövade redan"}','{"e":"2023-07-31","f":"2024-01-15"}');
INSERT INTO "log_row" VALUES(56,20,11,2,2,'{"a":2,"b":2,"c":"2022-04-01","e":100}','{"d":"2023-07-31"}');
INSERT INTO "log_row" VALUES(57,21,12,1,2,NULL,'{"a":2,"b":"2024-01-15","c":"employment"}');
INSERT INTO "log_row" VALUES(58,22,-3,3,3,'{"a":3,"b":1,"c":"2022-03-01"}','{"e":"2023-01-31","f":"2024-01-15"}');
INSERT INTO "log_row" VALUES(59,22,-3,7,3,NULL,'{"a":3,"b":6,"c":"2023-02-01","d":"2024-01-31","g":"BEA","i":"var där"}');
INSERT INTO "log_row" VALUES(60,22,11,3,3,NULL,'{"a":3,"b":1,"c":"2023-02-01","e":100}');
INSERT INTO "log_row" VALUES(61,23,-3,7,3,'{"a":3,"b":6,"c":"2023-02-01","d":"2024-01-31","g":"BEA","i":"var där"}','{"d":"2024-07-31"}');
INSERT INTO "log_row" VALUES(62,23,10,1,3,NULL,'{"a":7,"b":"2024-01-15","c":"2024-01-31","d":"2024-07-31"}');
INSERT INTO "log_row" VALUES(66,25,22,1,1,NULL,'{"a":1,"b":"2024-01-17","c":"vill börja tidigt"}');
INSERT INTO "log_row" VALUES(67,26,23,1,1,NULL,'{"a":1,"b":"Mariestad","c":"2023-05-01"}');
INSERT INTO "log_row" VALUES(68,27,7,5,5,NULL,'{"a":"personnummer","b":"199001019810","c":"man","d":1990,"e":"Bo Berg","f":0}');
INSERT INTO "log_row" VALUES(69,27,-2,5,5,NULL,'{"a":5,"b":2,"c":"Skövde","d":"2024-01-16","g":0,"h":"unemployed","i":1,"j":0}');
INSERT INTO "log_row" VALUES(70,27,-3,9,5,NULL,'{"a":5,"b":1,"c":"2024-01-16"}');
INSERT INTO "log_row" VALUES(71,28,-2,5,2,'{"a":5,"b":2,"c":"Skövde","d":"2024-01-16","g":0,"h":"unemployed","i":1,"j":0}','{"a":2}');
INSERT INTO "log_row" VALUES(72,28,7,5,5,'{"a":"personnummer","b":"199001019810","c":"man","d":1990,"e":"Bo Berg","f":0}',NULL);
INSERT INTO "log_row" VALUES(73,28,20,2,2,NULL,'{"a":2,"b":"personnummer","c":"199001019810","d":"2024-01-17"}');
INSERT INTO "log_row" VALUES(74,28,21,1,2,NULL,'{"a":2,"b":5}');
INSERT INTO "log_row" VALUES(75,29,6,2,NULL,'{"a":"Verkstan","b":3,"c":"Mariestad","d":1}','{"h":"2024-03-31"}');
INSERT INTO "log_row" VALUES(76,30,9,7,3,'{"a":3,"b":6,"c":"2023-02-01","d":"2024-07-31","g":"BEA","i":"var där"}','{"n":"2024-07-31","o":"2024-06-01","p":"2024-06-02"}');
INSERT INTO "log_row" VALUES(77,31,9,5,1,'{"a":1,"b":6,"c":"2022-11-01","d":"2024-10-31","g":"BEA","m":1}','{"n":"2024-10-31","o":"2024-06-03"}');
INSERT INTO "log_row" VALUES(78,32,24,1,NULL,NULL,'{"a":"wage.serviceassistent","b":"2024-01-01","c":"24500"}');
INSERT INTO "log_row" VALUES(79,33,24,2,NULL,NULL,'{"a":"on-costs","b":"2024-01-01","c":"40.15"}');
INSERT INTO "log_row" VALUES(80,34,24,3,NULL,NULL,'{"a":"wage.serviceassistent","b":"2024-04-01","c":"25200.50"}');
INSERT INTO "log_row" VALUES(81,35,24,4,NULL,NULL,'{"a":"on-costs","b":"2023-01-01","c":"39"}');
INSERT INTO "log_row" VALUES(82,36,24,4,NULL,'{"a":"on-costs","b":"2023-01-01","c":"39"}',NULL);
INSERT INTO "log_row" VALUES(83,37,-4,1,NULL,'{"a":"STEG","b":"2018/00439","c":"Västsverige","d":"Mariestads kommun","e":"Skövde, Töreboda, Gullspång, Arbetsförmedlingen","f":"2.1","g":"2019-04-01","h":"2022-03-31","i":230,"j":25945842,"k":12190112,"l":0}','{"o":"2021-2027","p":"2019-12-31","q":"2021-12-31"}');
INSERT INTO "log_row" VALUES(84,38,7,6,6,NULL,'{"a":"personnummer","b":"198505059801","c":"woman","d":1985,"e":"Ceder Cedergren","f":0}');
INSERT INTO "log_row" VALUES(85,38,8,6,6,NULL,'{"a":6,"b":2,"c":"Mariestad","d":"2024-06-03","g":0,"h":"unemployed","i":0,"j":1,"n":"unemployed","o":"2022-05-01"}');
INSERT INTO "log_row" VALUES(86,38,9,10,6,NULL,'{"a":6,"b":1,"c":"2024-06-03"}');
INSERT INTO "log_row" VALUES(87,39,25,1,1,NULL,'{"a":1,"b":"An appeal is going on","c":"2024-06-01"}');
INSERT INTO "log_row" VALUES(88,40,26,1,NULL,NULL,'{"a":"participant","b":2,"c":"ARK 2024-7","d":"2024-05-20"}');
INSERT INTO "log_row" VALUES(89,41,2,1,NULL,'{"a":"STEG","b":"2018/00439","c":"Västsverige","d":"Mariestads kommun","e":"Skövde, Töreboda, Gullspång, Arbetsförmedlingen","f":"2.1","g":"2019-04-01","h":"2022-03-31","i":230,"j":25945842,"k":12190112,"l":0,"o":"2021-2027","p":"2019-12-31","q":"2021-12-31"}','{"r":"2034-12-31"}');
INSERT INTO "log_row" VALUES(90,42,2,1,NULL,'{"a":"STEG","b":"2018/00439","c":"Västsverige","d":"Mariestads kommun","e":"Skövde, Töreboda, Gullspång, Arbetsförmedlingen","f":"2.1","g":"2019-04-01","h":"2022-03-31","i":230,"j":25945842,"k":12190112,"l":0,"o":"2021-2027","p":"2019-12-31","q":"2021-12-31","r":"2034-12-31"}','{"r":null}');
INSERT INTO "log_row" VALUES(91,24,0,1,NULL,NULL,NULL);
INSERT INTO "log_row" VALUES(92,43,9,9,2,'{"a":5,"b":1,"c":"2024-01-16"}','{"e":"2024-06-09","f":"2024-06-10"}');
INSERT INTO "log_row" VALUES(93,43,9,11,2,NULL,'{"a":5,"b":2,"c":"2024-06-10"}');
INSERT INTO "log_row" VALUES(94,44,9,10,6,'{"a":6,"b":1,"c":"2024-06-03"}','{"e":"2024-06-10","f":"2024-06-10"}');
INSERT INTO "log_row" VALUES(95,44,9,12,6,NULL,'{"a":6,"b":2,"c":"2024-06-11"}');
INSERT INTO "log_row" VALUES(96,45,22,2,6,NULL,'{"a":6,"b":"2024-06-10","c":"förmiddagar ''å'' \"ä\""}');
INSERT INTO "log_row" VALUES(97,46,7,2,2,'{"a":"other","b":"P-7","c":"man","d":1990,"e":"Bo Berg","f":0}','{"e":"Bo Bergström"}');
INSERT INTO "log_row" VALUES(98,47,7,2,2,'{"a":"other","b":"P-7","c":"man","d":1990,"e":"Bo Bergström","f":0}','{"e":"Bo Berg"}');
INSERT INTO "log_row" VALUES(99,48,7,2,2,'{"a":"other","b":"P-7","c":"man","d":1990,"e":"Bo Berg","f":0}','{"e":"Bo Bergström"}');
INSERT INTO "log_row" VALUES(100,49,17,2,1,NULL,'{"a":1,"b":"2024-06-01","d":1}');
INSERT INTO "log_row" VALUES(101,50,19,2,6,NULL,'{"a":6,"b":"permit","c":"2024-09-01","d":1}');
INSERT INTO "log_row" VALUES(102,51,6,1,NULL,'{"a":"Solgården","b":3,"c":"Skövde","d":0,"g":2}','{"g":7}');
INSERT INTO "log_row" VALUES(103,52,1,3,NULL,NULL,'{"a":"remind.months","b":"4"}');
INSERT INTO "log_row" VALUES(104,53,8,5,2,'{"a":2,"b":2,"c":"Skövde","d":"2024-01-16","g":0,"h":"unemployed","i":1,"j":0}','{"e":"2024-06-14","f":"education"}');
INSERT INTO "log_row" VALUES(105,53,9,11,2,'{"a":5,"b":2,"c":"2024-06-10"}','{"e":"2024-06-14","f":"2024-06-10"}');
INSERT INTO "log_row" VALUES(106,54,9,11,2,'{"a":5,"b":2,"c":"2024-06-10","e":"2024-06-14","f":"2024-06-10"}','{"e":null,"f":null}');
INSERT INTO "log_row" VALUES(107,54,8,5,2,'{"a":2,"b":2,"c":"Skövde","d":"2024-01-16","e":"2024-06-14","f":"education","g":0,"h":"unemployed","i":1,"j":0}','{"e":null,"f":null}');
INSERT INTO "log_row" VALUES(108,55,6,1,NULL,'{"a":"Solgården","b":3,"c":"Skövde","d":0,"g":7}','{"e":"Å. Ny"}');
INSERT INTO "log_row" VALUES(109,56,2,1,NULL,'{"a":"STEG","b":"2018/00439","c":"Västsverige","d":"Mariestads kommun","e":"Skövde, Töreboda, Gullspång, Arbetsförmedlingen","f":"2.1","g":"2019-04-01","h":"2022-03-31","i":230,"j":25945842,"k":12190112,"l":0,"o":"2021-2027","p":"2019-12-31","q":"2021-12-31"}','{"i":null}');
INSERT INTO "log_row" VALUES(110,57,5,99,NULL,NULL,'{"a":"Utifrån"}');
INSERT INTO "log_row" VALUES(111,58,5,99,NULL,'{"a":"Utifrån"}',NULL);
INSERT INTO "log_row" VALUES(112,59,7,7,7,NULL,'{"a":"personnummer","b":"198001019812","c":"man","d":1980,"e":"Disa Dahl","f":0}');
INSERT INTO "log_row" VALUES(113,59,8,7,7,NULL,'{"a":7,"b":2,"c":"Tibro","d":"2022-01-10","g":0,"h":"unemployed","i":0,"j":1}');
INSERT INTO "log_row" VALUES(114,59,9,13,7,NULL,'{"a":7,"b":1,"c":"2022-01-10"}');
INSERT INTO "log_row" VALUES(115,60,9,13,7,'{"a":7,"b":1,"c":"2022-01-10"}','{"e":"2022-05-31","f":"2024-06-20"}');
INSERT INTO "log_row" VALUES(116,60,9,14,7,NULL,'{"a":7,"b":4,"c":"2022-06-01","i":"direkt"}');
INSERT INTO "log_row" VALUES(117,60,11,4,7,NULL,'{"a":7,"b":1,"c":"2022-06-01","e":100}');
INSERT INTO "log_row" VALUES(118,61,9,14,7,'{"a":7,"b":4,"c":"2022-06-01","i":"direkt"}','{"e":"2023-07-31","f":"2024-06-20"}');
INSERT INTO "log_row" VALUES(119,61,9,15,7,NULL,'{"a":7,"b":6,"c":"2023-08-01","d":"2024-07-31","g":"BEA","i":"direkt"}');
INSERT INTO "log_row" VALUES(120,62,18,2,7,NULL,'{"a":7,"b":"lonebidrag","c":"2023-08-01","d":"2024-04-30","e":60}');
INSERT INTO "log_row" VALUES(121,63,18,3,1,NULL,'{"a":1,"b":"nystartsjobb","c":"2023-11-01","d":"2024-03-31","e":50}');
INSERT INTO "log_row" VALUES(122,64,18,3,1,'{"a":1,"b":"nystartsjobb","c":"2023-11-01","d":"2024-03-31","e":50}',NULL);
INSERT INTO "log_row" VALUES(123,65,18,3,1,NULL,'{"a":1,"b":"nystartsjobb","c":"2023-11-01","d":"2024-03-31","e":50}');
INSERT INTO "log_row" VALUES(124,66,9,12,6,'{"a":6,"b":2,"c":"2024-06-11"}','{"e":"2024-06-11","f":"2024-06-20"}');
INSERT INTO "log_row" VALUES(125,66,9,16,6,NULL,'{"a":6,"b":3,"c":"2024-06-12"}');
INSERT INTO "log_row" VALUES(126,67,7,8,8,NULL,'{"a":"other","b":"P-8","c":"woman","d":1980,"e":"Egil Ek","f":0}');
INSERT INTO "log_row" VALUES(127,67,8,8,8,NULL,'{"a":8,"b":2,"c":"Skövde","d":"2022-03-01","g":0,"h":"unemployed","i":1,"j":0}');
INSERT INTO "log_row" VALUES(128,67,9,17,8,NULL,'{"a":8,"b":1,"c":"2022-03-01"}');
INSERT INTO "log_row" VALUES(129,68,8,8,8,'{"a":8,"b":2,"c":"Skövde","d":"2022-03-01","g":0,"h":"unemployed","i":1,"j":0}','{"e":"2023-11-30","f":"job-search"}');
INSERT INTO "log_row" VALUES(130,68,9,17,8,'{"a":8,"b":1,"c":"2022-03-01"}','{"e":"2023-11-30","f":"2024-06-20"}');
INSERT INTO "log_row" VALUES(131,69,7,9,9,NULL,'{"a":"other","b":"P-9","c":"man","d":1981,"e":"Frank Falk","f":0}');
INSERT INTO "log_row" VALUES(132,69,8,9,9,NULL,'{"a":9,"b":2,"c":"Skövde","d":"2022-03-01","g":0,"h":"unemployed","i":1,"j":0}');
INSERT INTO "log_row" VALUES(133,69,9,18,9,NULL,'{"a":9,"b":1,"c":"2022-03-01"}');
INSERT INTO "log_row" VALUES(134,70,8,9,9,'{"a":9,"b":2,"c":"Skövde","d":"2022-03-01","g":0,"h":"unemployed","i":1,"j":0}','{"e":"2023-10-31","f":"employment"}');
INSERT INTO "log_row" VALUES(135,70,9,18,9,'{"a":9,"b":1,"c":"2022-03-01"}','{"e":"2023-10-31","f":"2024-06-20"}');
INSERT INTO "log_row" VALUES(136,71,12,2,9,NULL,'{"a":9,"b":"2024-04-30","c":"employment"}');
INSERT INTO "log_row" VALUES(137,72,11,4,7,'{"a":7,"b":1,"c":"2022-06-01","e":100}','{"d":"2024-06-01"}');
CREATE TABLE municipality (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    ) STRICT;
INSERT INTO "municipality" VALUES(1,'Mariestad');
INSERT INTO "municipality" VALUES(2,'Skövde');
INSERT INTO "municipality" VALUES(3,'Töreboda');
INSERT INTO "municipality" VALUES(4,'Gullspång');
INSERT INTO "municipality" VALUES(5,'Tibro');
CREATE TABLE municipality_plan (
        id INTEGER PRIMARY KEY,
        municipality_id INTEGER NOT NULL REFERENCES municipality (id),
        project_id INTEGER NOT NULL REFERENCES project (id),
        planned INTEGER NOT NULL CHECK (planned >= 0),
        UNIQUE (municipality_id, project_id)
    ) STRICT;
INSERT INTO "municipality_plan" VALUES(1,5,1,3);
CREATE TABLE name_word (
        word TEXT NOT NULL,
        participant_id INTEGER NOT NULL,
        PRIMARY KEY (word, participant_id)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "name_word" VALUES(' andersson anna',1);
INSERT INTO "name_word" VALUES('andersson',1);
INSERT INTO "name_word" VALUES('anna',1);
INSERT INTO "name_word" VALUES(' bergstrom bo',2);
INSERT INTO "name_word" VALUES('bergstrom',2);
INSERT INTO "name_word" VALUES('bo',2);
INSERT INTO "name_word" VALUES(' ceder cia',3);
INSERT INTO "name_word" VALUES('ceder',3);
INSERT INTO "name_word" VALUES('cia',3);
INSERT INTO "name_word" VALUES(' ceder cedergren',6);
INSERT INTO "name_word" VALUES('ceder',6);
INSERT INTO "name_word" VALUES('cedergren',6);
INSERT INTO "name_word" VALUES(' dahl disa',7);
INSERT INTO "name_word" VALUES('dahl',7);
INSERT INTO "name_word" VALUES('disa',7);
INSERT INTO "name_word" VALUES(' egil ek',8);
INSERT INTO "name_word" VALUES('egil',8);
INSERT INTO "name_word" VALUES('ek',8);
INSERT INTO "name_word" VALUES(' falk frank',9);
INSERT INTO "name_word" VALUES('falk',9);
INSERT INTO "name_word" VALUES('frank',9);
CREATE TABLE outbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        message_id TEXT NOT NULL UNIQUE,
        recipient TEXT NOT NULL COLLATE NOCASE,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        at TEXT NOT NULL,
        subject TEXT NOT NULL,
        message BLOB,
        guise TEXT NOT NULL DEFAULT '',
        way TEXT,
        within INTEGER NOT NULL DEFAULT 0,
        attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        begun INTEGER NOT NULL DEFAULT 0 CHECK (begun IN (0, 1)),
        tried_at TEXT,
        problem TEXT,
        sent_at TEXT,
        CHECK ((message IS NULL) = (sent_at IS NOT NULL)),
        CHECK (sent_at IS NULL OR NOT begun)
    ) STRICT;
INSERT INTO "outbox" VALUES(1,'<steg.d5169871d579eefe529fde27@kommun.example>','ame@kommun.example','2024-01-16','2026-11-28T17:51:02Z','steg: 1 overdue, 1 ending, on 2024-02-01',NULL,'5d1db5ae51194e0bf803381d','folder',3,1,0,'2026-11-28T17:51:02Z',NULL,'2026-11-28T17:51:02Z');
CREATE TABLE participant (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind IN ('personnummer', 'samordningsnummer', 'other')),
        number TEXT NOT NULL UNIQUE,
        sex TEXT NOT NULL CHECK (sex IN ('woman', 'man')),
        birth_year INTEGER NOT NULL CHECK (birth_year BETWEEN 1 AND 9999),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        protected INTEGER NOT NULL DEFAULT 0 CHECK (protected IN (0, 1)),
        CHECK (kind = 'other' OR number GLOB
            '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]')
    ) STRICT;
INSERT INTO "participant" VALUES(1,'personnummer','198001019804','woman',1980,'Anna Andersson',0);
INSERT INTO "participant" VALUES(2,'other','P-7','man',1990,'Bo Bergström',0);
INSERT INTO "participant" VALUES(3,'personnummer','198501019809','woman',1985,'Cia Ceder',1);
INSERT INTO "participant" VALUES(6,'personnummer','198505059801','woman',1985,'Ceder Cedergren',0);
INSERT INTO "participant" VALUES(7,'personnummer','198001019812','man',1980,'Disa Dahl',0);
INSERT INTO "participant" VALUES(8,'other','P-8','woman',1980,'Egil Ek',0);
INSERT INTO "participant" VALUES(9,'other','P-9','man',1981,'Frank Falk',0);
CREATE TABLE pause (
        id INTEGER PRIMARY KEY,
        enrolment_id INTEGER NOT NULL REFERENCES enrolment (id),
        first_day TEXT NOT NULL CHECK (first_day IS date(first_day, '+0 days') AND first_day >= '0001-01-01'),
        last_day TEXT CHECK (last_day IS date(last_day, '+0 days') AND last_day >= '0001-01-01'),
        paid INTEGER NOT NULL DEFAULT 1 CHECK (paid IN (0, 1)),
        CHECK (last_day >= first_day)
    ) STRICT;
INSERT INTO "pause" VALUES(1,1,'2023-06-01','2023-06-30',0);
INSERT INTO "pause" VALUES(2,1,'2024-06-01',NULL,1);
CREATE TABLE placement (
        id INTEGER PRIMARY KEY,
        enrolment_id INTEGER NOT NULL REFERENCES enrolment (id),
        workplace_id INTEGER NOT NULL REFERENCES workplace (id),
        first_day TEXT NOT NULL CHECK (first_day IS date(first_day, '+0 days') AND first_day >= '0001-01-01'),
        last_day TEXT CHECK (last_day IS date(last_day, '+0 days') AND last_day >= '0001-01-01'),
        percent INTEGER NOT NULL DEFAULT 100 CHECK (percent BETWEEN 1 AND 100),
        supervisor TEXT, exception TEXT,
        CHECK (last_day >= first_day)
    ) STRICT;
INSERT INTO "placement" VALUES(1,1,1,'2022-05-01',NULL,100,NULL,NULL);
INSERT INTO "placement" VALUES(2,2,2,'2022-04-01','2023-07-31',100,NULL,NULL);
INSERT INTO "placement" VALUES(3,3,1,'2023-02-01',NULL,100,NULL,NULL);
INSERT INTO "placement" VALUES(4,7,1,'2022-06-01','2024-06-01',100,NULL,NULL);
CREATE TABLE post (
        id INTEGER PRIMARY KEY,
        title TEXT NOT NULL UNIQUE,
        tasks TEXT NOT NULL,
        relieves TEXT NOT NULL,
        workplace_id INTEGER NOT NULL REFERENCES workplace (id),
        places INTEGER NOT NULL CHECK (places >= 1),
        approved_on TEXT CHECK (approved_on IS date(approved_on, '+0 days') AND approved_on >= '0001-01-01'),
        approved_by TEXT,
        approval TEXT
    ) STRICT;
INSERT INTO "post" VALUES(1,'Måltidsvärd','frukost','förskollärare',1,1,NULL,NULL,NULL);
CREATE TABLE project (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        number TEXT,
        region TEXT,
        owner TEXT,
        partners TEXT,
        objective TEXT,
        first_day TEXT CHECK (first_day IS date(first_day, '+0 days') AND first_day >= '0001-01-01'),
        last_day TEXT CHECK (last_day IS date(last_day, '+0 days') AND last_day >= '0001-01-01'),
        planned INTEGER CHECK (planned >= 0),
        budget INTEGER CHECK (budget >= 0),
        granted INTEGER CHECK (granted >= 0),
        reported_cost INTEGER CHECK (reported_cost >= 0),
        contact TEXT,
        email TEXT, programme TEXT CHECK (programme IN ('2014-2020', '2021-2027')), analysis_until TEXT CHECK (analysis_until IS date(analysis_until, '+0 days') AND analysis_until >= '0001-01-01'), implementation_until TEXT CHECK (implementation_until IS date(implementation_until, '+0 days') AND implementation_until >= '0001-01-01'), keep_until TEXT CHECK (keep_until IS date(keep_until, '+0 days') AND keep_until >= '0001-01-01'),
        CHECK (last_day >= first_day)
    ) STRICT;
INSERT INTO "project" VALUES(1,'STEG','2018/00439','Västsverige','Mariestads kommun','Skövde, Töreboda, Gullspång, Arbetsförmedlingen','2.1','2019-04-01','2022-03-31',NULL,25945842,12190112,0,NULL,NULL,'2021-2027','2019-12-31','2021-12-31',NULL);
CREATE TABLE rate (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL,
        first_day TEXT NOT NULL CHECK (first_day IS date(first_day, '+0 days') AND first_day >= '0001-01-01'),
        amount TEXT NOT NULL,
        UNIQUE (key, first_day)
    ) STRICT;
INSERT INTO "rate" VALUES(1,'wage.serviceassistent','2024-01-01','24500');
INSERT INTO "rate" VALUES(2,'on-costs','2024-01-01','40.15');
INSERT INTO "rate" VALUES(3,'wage.serviceassistent','2024-04-01','25200.50');
CREATE TABLE reading (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        by TEXT NOT NULL DEFAULT '',
        what TEXT NOT NULL CHECK (what IN ('protected', 'extract', 'export')),
        command TEXT NOT NULL
    ) STRICT;
INSERT INTO "reading" VALUES(1,'2026-11-29T01:29:30Z','2024-06-01','root','protected','list');
CREATE TABLE reading_of (
        id INTEGER PRIMARY KEY,
        reading_id INTEGER NOT NULL REFERENCES reading (id),
        participant_id INTEGER NOT NULL,
        UNIQUE (reading_id, participant_id)
    ) STRICT;
INSERT INTO "reading_of" VALUES(1,1,3);
CREATE TABLE remark (
        id INTEGER PRIMARY KEY,
        participant_id INTEGER NOT NULL REFERENCES participant (id),
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        note TEXT NOT NULL CHECK (length(note) BETWEEN 1 AND 200)
    ) STRICT;
INSERT INTO "remark" VALUES(1,1,'2024-01-17','vill börja tidigt');
INSERT INTO "remark" VALUES(2,6,'2024-06-10','förmiddagar ''å'' "ä"');
CREATE TABLE "reminder" (
        id INTEGER PRIMARY KEY,
        outbox_id INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
        recipient TEXT NOT NULL COLLATE NOCASE,
        month TEXT NOT NULL CHECK ((month || '-01') IS date((month || '-01'), '+0 days') AND (month || '-01') >= '0001-01-01'),
        participant_id INTEGER NOT NULL,
        what TEXT NOT NULL CHECK (what IN
            ('period', 'step', 'placement', 'support', 'follow-up', 'deadline')),
        thing_id INTEGER NOT NULL,
        last_day TEXT NOT NULL CHECK (last_day IS date(last_day, '+0 days') AND last_day >= '0001-01-01'),
        shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)),
        UNIQUE (recipient, month, participant_id, what, thing_id, last_day)
    ) STRICT;
INSERT INTO "reminder" VALUES(1,1,'ame@kommun.example','2024-01',1,'support',1,'2023-10-31',1);
INSERT INTO "reminder" VALUES(2,1,'ame@kommun.example','2024-01',1,'deadline',1,'2024-02-01',1);
CREATE TABLE reminder_run (
        id INTEGER PRIMARY KEY,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        at TEXT NOT NULL,
        sent INTEGER NOT NULL,
        failed INTEGER NOT NULL
    ) STRICT;
INSERT INTO "reminder_run" VALUES(1,'2024-01-16','2026-11-28T17:51:02Z',1,0);
CREATE TABLE residence (
        id INTEGER PRIMARY KEY,
        enrolment_id INTEGER NOT NULL REFERENCES enrolment (id),
        municipality TEXT NOT NULL,
        first_day TEXT NOT NULL CHECK (first_day IS date(first_day, '+0 days') AND first_day >= '0001-01-01'),
        UNIQUE (enrolment_id, first_day)
    ) STRICT;
INSERT INTO "residence" VALUES(1,1,'Mariestad','2023-05-01');
CREATE TABLE retention_rule (
        id INTEGER PRIMARY KEY,
        kept TEXT NOT NULL UNIQUE,
        years INTEGER NOT NULL CHECK (years BETWEEN 0 AND 200),
        decision TEXT NOT NULL CHECK (length(decision) BETWEEN 1 AND 200),
        decided_on TEXT NOT NULL CHECK (decided_on IS date(decided_on, '+0 days') AND decided_on >= '0001-01-01')
    ) STRICT;
INSERT INTO "retention_rule" VALUES(1,'participant',2,'ARK 2024-7','2024-05-20');
CREATE TABLE sector (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        employs_from TEXT CHECK (employs_from IS date(employs_from, '+0 days') AND employs_from >= '0001-01-01')
    ) STRICT;
INSERT INTO "sector" VALUES(1,'Arbetsmarknad',NULL);
INSERT INTO "sector" VALUES(2,'Barn och utbildning',NULL);
INSERT INTO "sector" VALUES(3,'Vård och omsorg','2023-01-01');
CREATE TABLE setting (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        value TEXT NOT NULL
    ) STRICT;
INSERT INTO "setting" VALUES(1,'language','en');
INSERT INTO "setting" VALUES(2,'mail.to','ame@kommun.example');
INSERT INTO "setting" VALUES(3,'remind.months','4');
CREATE TABLE stay (
        id INTEGER PRIMARY KEY,
        enrolment_id INTEGER NOT NULL REFERENCES enrolment (id),
        step_id INTEGER NOT NULL REFERENCES step (id),
        first_day TEXT NOT NULL CHECK (first_day IS date(first_day, '+0 days') AND first_day >= '0001-01-01'),
        planned_last_day TEXT CHECK (planned_last_day IS date(planned_last_day, '+0 days') AND planned_last_day >= '0001-01-01'),
        last_day TEXT CHECK (last_day IS date(last_day, '+0 days') AND last_day >= '0001-01-01'),
        closed_on TEXT CHECK (closed_on IS date(closed_on, '+0 days') AND closed_on >= '0001-01-01'),
        agreement TEXT,
        weekends INTEGER CHECK (weekends IN (0, 1)),
        exception TEXT,
        decided_by TEXT, completed INTEGER CHECK (completed IN (0, 1)), certificate_day TEXT CHECK (certificate_day IS date(certificate_day, '+0 days') AND certificate_day >= '0001-01-01'), post_id INTEGER REFERENCES post (id), notice_of TEXT CHECK (notice_of IS date(notice_of, '+0 days') AND notice_of >= '0001-01-01'), notice_given TEXT CHECK (notice_given IS date(notice_given, '+0 days') AND notice_given >= '0001-01-01'), union_notified TEXT CHECK (union_notified IS date(union_notified, '+0 days') AND union_notified >= '0001-01-01'),
        CHECK (last_day >= first_day),
        CHECK (planned_last_day >= first_day),
        CHECK ((last_day IS NULL) = (closed_on IS NULL))
    ) STRICT;
INSERT INTO "stay" VALUES(1,1,1,'2022-01-10',NULL,'2022-04-30','2024-01-15',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(2,2,1,'2022-02-01',NULL,'2022-03-31','2024-01-15',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(3,3,1,'2022-03-01',NULL,'2023-01-31','2024-01-15',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(4,1,5,'2022-05-01',NULL,'2022-10-31','2024-01-15',NULL,NULL,'direkt',NULL,1,'2022-10-20',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(5,1,6,'2022-11-01','2024-10-31',NULL,NULL,'BEA',NULL,NULL,NULL,NULL,NULL,1,'2024-10-31','2024-06-03',NULL);
INSERT INTO "stay" VALUES(6,2,3,'2022-04-01',NULL,'2023-07-31','2024-01-15',NULL,NULL,'prövade redan',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(7,3,6,'2023-02-01','2024-07-31',NULL,NULL,'BEA',NULL,'var där',NULL,NULL,NULL,NULL,'2024-07-31','2024-06-01','2024-06-02');
INSERT INTO "stay" VALUES(9,5,1,'2024-01-16',NULL,'2024-06-09','2024-06-10',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(10,6,1,'2024-06-03',NULL,'2024-06-10','2024-06-10',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(11,5,2,'2024-06-10',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(12,6,2,'2024-06-11',NULL,'2024-06-11','2024-06-20',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(13,7,1,'2022-01-10',NULL,'2022-05-31','2024-06-20',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(14,7,4,'2022-06-01',NULL,'2023-07-31','2024-06-20',NULL,NULL,'direkt',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(15,7,6,'2023-08-01','2024-07-31',NULL,NULL,'BEA',NULL,'direkt',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(16,6,3,'2024-06-12',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(17,8,1,'2022-03-01',NULL,'2023-11-30','2024-06-20',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(18,9,1,'2022-03-01',NULL,'2023-10-31','2024-06-20',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE step (
        id INTEGER PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        swedish TEXT NOT NULL,
        english TEXT NOT NULL,
        location TEXT NOT NULL CHECK (location IN ('ame', 'adapted', 'ordinary')),
        payer TEXT CHECK (payer IN ('AME', 'sector')),
        least_months INTEGER CHECK (least_months >= 1),
        most_months INTEGER CHECK (most_months >= least_months),
        agreement TEXT,
        own_sector INTEGER NOT NULL CHECK (own_sector IN (0, 1)), training INTEGER NOT NULL DEFAULT 0 CHECK (training IN (0, 1)),
        CHECK ((least_months IS NULL) = (most_months IS NULL))
    ) STRICT;
INSERT INTO "step" VALUES(1,'kartlaggning','kartläggning','mapping','ame',NULL,NULL,NULL,NULL,0,0);
INSERT INTO "step" VALUES(2,'utredning','utredning','investigation','ame',NULL,NULL,NULL,NULL,0,0);
INSERT INTO "step" VALUES(3,'arbetsprovning','arbetsprövning','work trial','adapted',NULL,NULL,NULL,NULL,0,0);
INSERT INTO "step" VALUES(4,'praktik','praktik','work placement','ordinary',NULL,NULL,NULL,NULL,0,0);
INSERT INTO "step" VALUES(5,'utbildningspraktik','utbildningspraktik','training in placement','ordinary',NULL,NULL,NULL,NULL,0,1);
INSERT INTO "step" VALUES(6,'serviceassistent','serviceassistent','serviceassistent','ordinary','AME',12,24,'BEA',0,0);
INSERT INTO "step" VALUES(7,'enhetsassistent','enhetsassistent','enhetsassistent','ordinary','sector',NULL,NULL,'AB',1,0);
INSERT INTO "step" VALUES(8,'underskoterska','undersköterska','undersköterska','ordinary','sector',NULL,NULL,NULL,0,0);
INSERT INTO "step" VALUES(9,'sjukskoterska','sjuksköterska','sjuksköterska','ordinary','sector',NULL,NULL,NULL,0,0);
CREATE TABLE support (
        id INTEGER PRIMARY KEY,
        enrolment_id INTEGER NOT NULL REFERENCES enrolment (id),
        kind TEXT NOT NULL CHECK (kind IN ('introduktionsjobb', 'extratjanst', 'nystartsjobb', 'lonebidrag', 'lonebidrag-utveckling', 'trygghetsanstallning', 'osa', 'etableringsjobb', 'other')),
        first_day TEXT NOT NULL CHECK (first_day IS date(first_day, '+0 days') AND first_day >= '0001-01-01'),
        last_day TEXT NOT NULL CHECK (last_day IS date(last_day, '+0 days') AND last_day >= '0001-01-01'),
        percent INTEGER CHECK (percent BETWEEN 1 AND 100),
        cap INTEGER CHECK (cap >= 0),
        decision TEXT,
        CHECK (last_day >= first_day)
    ) STRICT;
INSERT INTO "support" VALUES(1,1,'nystartsjobb','2022-11-01','2023-10-31',50,20000,'AF 1');
INSERT INTO "support" VALUES(2,7,'lonebidrag','2023-08-01','2024-04-30',60,NULL,NULL);
INSERT INTO "support" VALUES(3,1,'nystartsjobb','2023-11-01','2024-03-31',50,NULL,NULL);
CREATE TABLE workplace (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        sector_id INTEGER NOT NULL REFERENCES sector (id),
        municipality TEXT NOT NULL,
        adapted INTEGER NOT NULL DEFAULT 0 CHECK (adapted IN (0, 1)),
        manager TEXT,
        manager_email TEXT,
        places INTEGER CHECK (places >= 0)
    , open_until TEXT CHECK (open_until IS date(open_until, '+0 days') AND open_until >= '0001-01-01')) STRICT;
INSERT INTO "workplace" VALUES(1,'Solgården',3,'Skövde',0,'Å. Ny',NULL,7,NULL);
INSERT INTO "workplace" VALUES(2,'Verkstan',3,'Mariestad',1,NULL,NULL,NULL,'2024-03-31');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX one_open_stay ON stay (enrolment_id) WHERE last_day IS NULL;
CREATE UNIQUE INDEX one_open_change ON change (is_open) WHERE is_open = 1;
CREATE INDEX stay_by_enrolment ON stay (enrolment_id, first_day);
CREATE INDEX stay_by_planned_last_day ON stay (planned_last_day) WHERE planned_last_day IS NOT NULL;
CREATE INDEX extension_by_stay ON extension (stay_id, decided_on);
CREATE INDEX placement_by_enrolment ON placement (enrolment_id, first_day);
CREATE INDEX placement_by_workplace ON placement (workplace_id, first_day);
CREATE UNIQUE INDEX one_draft ON outbox (recipient) WHERE sent_at IS NULL AND NOT begun;
CREATE INDEX reminder_by_outbox ON reminder (outbox_id);
CREATE INDEX reminder_by_participant ON reminder (participant_id);
CREATE UNIQUE INDEX one_open_enrolment ON enrolment (participant_id) WHERE last_day IS NULL;
CREATE INDEX enrolment_by_participant ON enrolment (participant_id, first_day);
CREATE INDEX enrolment_by_cohort ON enrolment (cohort_id, first_day, last_day);
CREATE INDEX enrolment_by_last_day ON enrolment (last_day) WHERE last_day IS NOT NULL;
CREATE UNIQUE INDEX one_open_pause ON pause (enrolment_id) WHERE last_day IS NULL;
CREATE INDEX pause_by_enrolment ON pause (enrolment_id, first_day);
CREATE INDEX support_by_enrolment ON support (enrolment_id, first_day);
CREATE INDEX support_by_last_day ON support (last_day);
CREATE INDEX deadline_by_enrolment ON deadline (enrolment_id);
CREATE INDEX deadline_by_done_on ON deadline (done_on);
CREATE INDEX placement_by_last_day ON placement (last_day) WHERE last_day IS NOT NULL;
CREATE INDEX stay_by_post ON stay (post_id) WHERE post_id IS NOT NULL;
CREATE INDEX former_number_by_participant ON former_number (participant_id);
CREATE INDEX former_case_by_participant ON former_case (participant_id);
CREATE INDEX remark_by_participant ON remark (participant_id);
CREATE INDEX reading_of_by_participant ON reading_of (participant_id);
CREATE INDEX stay_by_closing ON stay (closed_on, planned_last_day) WHERE planned_last_day IS NOT NULL;
CREATE INDEX extension_by_decision ON extension (decided_on, stay_id);
CREATE INDEX stay_by_step ON stay (step_id, last_day, first_day, enrolment_id);
CREATE INDEX open_placement ON placement (enrolment_id) WHERE last_day IS NULL;
CREATE INDEX completed_stay ON stay (enrolment_id, last_day) WHERE completed;
CREATE INDEX enrolment_by_cohort_days ON enrolment (cohort_id, left_to, first_day, last_day);
CREATE INDEX change_by_reverses ON change (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX erasure_not_finished ON erasure (id) WHERE at = '';
CREATE INDEX log_row_by_change ON log_row (change_id);
CREATE INDEX log_row_by_participant ON log_row (participant_id) WHERE participant_id IS NOT NULL;
CREATE INDEX log_row_of_nobody ON log_row (layout_id, row_id) WHERE participant_id IS NULL;
CREATE INDEX name_word_by_participant ON name_word (participant_id);
CREATE INDEX participant_of_other_kind ON participant (number COLLATE NOCASE) WHERE kind = 'other';
CREATE INDEX participant_with_more_than_ascii ON participant (number) WHERE kind = 'other' AND number GLOB '*[^!-~]*';
CREATE INDEX former_number_of_other_kind ON former_number (number COLLATE NOCASE) WHERE kind = 'other';
CREATE INDEX former_number_with_more_than_ascii ON former_number (number) WHERE kind = 'other' AND number GLOB '*[^!-~]*';
CREATE TRIGGER setting_no_replacing_insert BEFORE INSERT ON setting
        WHEN EXISTS (SELECT 1 FROM setting WHERE (id = NEW.id OR key = NEW.key)) BEGIN SELECT RAISE(ABORT, 'setting: this row is there already; update it instead'); END;
CREATE TRIGGER setting_no_replacing_update BEFORE UPDATE ON setting
        WHEN EXISTS (SELECT 1 FROM setting WHERE id <> OLD.id AND (id = NEW.id OR key = NEW.key)) BEGIN SELECT RAISE(ABORT, 'setting: this row is there already; update it instead'); END;
CREATE TRIGGER project_no_replacing_insert BEFORE INSERT ON project
        WHEN EXISTS (SELECT 1 FROM project WHERE (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'project: this row is there already; update it instead'); END;
CREATE TRIGGER project_no_replacing_update BEFORE UPDATE ON project
        WHEN EXISTS (SELECT 1 FROM project WHERE id <> OLD.id AND (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'project: this row is there already; update it instead'); END;
CREATE TRIGGER cohort_no_replacing_insert BEFORE INSERT ON cohort
        WHEN EXISTS (SELECT 1 FROM cohort WHERE (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'cohort: this row is there already; update it instead'); END;
CREATE TRIGGER cohort_no_replacing_update BEFORE UPDATE ON cohort
        WHEN EXISTS (SELECT 1 FROM cohort WHERE id <> OLD.id AND (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'cohort: this row is there already; update it instead'); END;
CREATE TRIGGER step_no_replacing_insert BEFORE INSERT ON step
        WHEN EXISTS (SELECT 1 FROM step WHERE (id = NEW.id OR code = NEW.code)) BEGIN SELECT RAISE(ABORT, 'step: this row is there already; update it instead'); END;
CREATE TRIGGER step_no_replacing_update BEFORE UPDATE ON step
        WHEN EXISTS (SELECT 1 FROM step WHERE id <> OLD.id AND (id = NEW.id OR code = NEW.code)) BEGIN SELECT RAISE(ABORT, 'step: this row is there already; update it instead'); END;
CREATE TRIGGER sector_no_replacing_insert BEFORE INSERT ON sector
        WHEN EXISTS (SELECT 1 FROM sector WHERE (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'sector: this row is there already; update it instead'); END;
CREATE TRIGGER sector_no_replacing_update BEFORE UPDATE ON sector
        WHEN EXISTS (SELECT 1 FROM sector WHERE id <> OLD.id AND (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'sector: this row is there already; update it instead'); END;
CREATE TRIGGER workplace_no_replacing_insert BEFORE INSERT ON workplace
        WHEN EXISTS (SELECT 1 FROM workplace WHERE (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'workplace: this row is there already; update it instead'); END;
CREATE TRIGGER workplace_no_replacing_update BEFORE UPDATE ON workplace
        WHEN EXISTS (SELECT 1 FROM workplace WHERE id <> OLD.id AND (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'workplace: this row is there already; update it instead'); END;
CREATE TRIGGER participant_no_replacing_insert BEFORE INSERT ON participant
        WHEN EXISTS (SELECT 1 FROM participant WHERE (id = NEW.id OR number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'participant: this row is there already; update it instead'); END;
CREATE TRIGGER participant_no_replacing_update BEFORE UPDATE ON participant
        WHEN EXISTS (SELECT 1 FROM participant WHERE id <> OLD.id AND (id = NEW.id OR number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'participant: this row is there already; update it instead'); END;
CREATE TRIGGER enrolment_no_replacing_insert BEFORE INSERT ON enrolment
        WHEN EXISTS (SELECT 1 FROM enrolment WHERE (id = NEW.id OR participant_id = NEW.participant_id AND last_day IS NULL AND NEW.last_day IS NULL)) BEGIN SELECT RAISE(ABORT, 'enrolment: this row is there already; update it instead'); END;
CREATE TRIGGER enrolment_no_replacing_update BEFORE UPDATE ON enrolment
        WHEN EXISTS (SELECT 1 FROM enrolment WHERE id <> OLD.id AND (id = NEW.id OR participant_id = NEW.participant_id AND last_day IS NULL AND NEW.last_day IS NULL)) BEGIN SELECT RAISE(ABORT, 'enrolment: this row is there already; update it instead'); END;
CREATE TRIGGER stay_no_replacing_insert BEFORE INSERT ON stay
        WHEN EXISTS (SELECT 1 FROM stay WHERE (id = NEW.id OR enrolment_id = NEW.enrolment_id AND last_day IS NULL AND NEW.last_day IS NULL)) BEGIN SELECT RAISE(ABORT, 'stay: this row is there already; update it instead'); END;
CREATE TRIGGER stay_no_replacing_update BEFORE UPDATE ON stay
        WHEN EXISTS (SELECT 1 FROM stay WHERE id <> OLD.id AND (id = NEW.id OR enrolment_id = NEW.enrolment_id AND last_day IS NULL AND NEW.last_day IS NULL)) BEGIN SELECT RAISE(ABORT, 'stay: this row is there already; update it instead'); END;
CREATE TRIGGER follow_up_no_replacing_insert BEFORE INSERT ON follow_up
        WHEN EXISTS (SELECT 1 FROM follow_up WHERE (id = NEW.id OR enrolment_id = NEW.enrolment_id AND day = NEW.day)) BEGIN SELECT RAISE(ABORT, 'follow_up: this row is there already; update it instead'); END;
CREATE TRIGGER follow_up_no_replacing_update BEFORE UPDATE ON follow_up
        WHEN EXISTS (SELECT 1 FROM follow_up WHERE id <> OLD.id AND (id = NEW.id OR enrolment_id = NEW.enrolment_id AND day = NEW.day)) BEGIN SELECT RAISE(ABORT, 'follow_up: this row is there already; update it instead'); END;
CREATE TRIGGER municipality_no_replacing_insert BEFORE INSERT ON municipality
        WHEN EXISTS (SELECT 1 FROM municipality WHERE (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'municipality: this row is there already; update it instead'); END;
CREATE TRIGGER municipality_no_replacing_update BEFORE UPDATE ON municipality
        WHEN EXISTS (SELECT 1 FROM municipality WHERE id <> OLD.id AND (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'municipality: this row is there already; update it instead'); END;
CREATE TRIGGER municipality_plan_no_replacing_insert BEFORE INSERT ON municipality_plan
        WHEN EXISTS (SELECT 1 FROM municipality_plan WHERE (id = NEW.id OR municipality_id = NEW.municipality_id AND project_id = NEW.project_id)) BEGIN SELECT RAISE(ABORT, 'municipality_plan: this row is there already; update it instead'); END;
CREATE TRIGGER municipality_plan_no_replacing_update BEFORE UPDATE ON municipality_plan
        WHEN EXISTS (SELECT 1 FROM municipality_plan WHERE id <> OLD.id AND (id = NEW.id OR municipality_id = NEW.municipality_id AND project_id = NEW.project_id)) BEGIN SELECT RAISE(ABORT, 'municipality_plan: this row is there already; update it instead'); END;
CREATE TRIGGER post_no_replacing_insert BEFORE INSERT ON post
        WHEN EXISTS (SELECT 1 FROM post WHERE (id = NEW.id OR title = NEW.title)) BEGIN SELECT RAISE(ABORT, 'post: this row is there already; update it instead'); END;
CREATE TRIGGER post_no_replacing_update BEFORE UPDATE ON post
        WHEN EXISTS (SELECT 1 FROM post WHERE id <> OLD.id AND (id = NEW.id OR title = NEW.title)) BEGIN SELECT RAISE(ABORT, 'post: this row is there already; update it instead'); END;
CREATE TRIGGER contact_no_replacing_insert BEFORE INSERT ON contact
        WHEN EXISTS (SELECT 1 FROM contact WHERE (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'contact: this row is there already; update it instead'); END;
CREATE TRIGGER contact_no_replacing_update BEFORE UPDATE ON contact
        WHEN EXISTS (SELECT 1 FROM contact WHERE id <> OLD.id AND (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'contact: this row is there already; update it instead'); END;
CREATE TRIGGER pause_no_replacing_insert BEFORE INSERT ON pause
        WHEN EXISTS (SELECT 1 FROM pause WHERE (id = NEW.id OR enrolment_id = NEW.enrolment_id AND last_day IS NULL AND NEW.last_day IS NULL)) BEGIN SELECT RAISE(ABORT, 'pause: this row is there already; update it instead'); END;
CREATE TRIGGER pause_no_replacing_update BEFORE UPDATE ON pause
        WHEN EXISTS (SELECT 1 FROM pause WHERE id <> OLD.id AND (id = NEW.id OR enrolment_id = NEW.enrolment_id AND last_day IS NULL AND NEW.last_day IS NULL)) BEGIN SELECT RAISE(ABORT, 'pause: this row is there already; update it instead'); END;
CREATE TRIGGER former_number_no_replacing_insert BEFORE INSERT ON former_number
        WHEN EXISTS (SELECT 1 FROM former_number WHERE (id = NEW.id OR number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'former_number: this row is there already; update it instead'); END;
CREATE TRIGGER former_number_no_replacing_update BEFORE UPDATE ON former_number
        WHEN EXISTS (SELECT 1 FROM former_number WHERE id <> OLD.id AND (id = NEW.id OR number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'former_number: this row is there already; update it instead'); END;
CREATE TRIGGER former_case_no_replacing_insert BEFORE INSERT ON former_case
        WHEN EXISTS (SELECT 1 FROM former_case WHERE (id = NEW.id OR former_case = NEW.former_case)) BEGIN SELECT RAISE(ABORT, 'former_case: this row is there already; update it instead'); END;
CREATE TRIGGER former_case_no_replacing_update BEFORE UPDATE ON former_case
        WHEN EXISTS (SELECT 1 FROM former_case WHERE id <> OLD.id AND (id = NEW.id OR former_case = NEW.former_case)) BEGIN SELECT RAISE(ABORT, 'former_case: this row is there already; update it instead'); END;
CREATE TRIGGER residence_no_replacing_insert BEFORE INSERT ON residence
        WHEN EXISTS (SELECT 1 FROM residence WHERE (id = NEW.id OR enrolment_id = NEW.enrolment_id AND first_day = NEW.first_day)) BEGIN SELECT RAISE(ABORT, 'residence: this row is there already; update it instead'); END;
CREATE TRIGGER residence_no_replacing_update BEFORE UPDATE ON residence
        WHEN EXISTS (SELECT 1 FROM residence WHERE id <> OLD.id AND (id = NEW.id OR enrolment_id = NEW.enrolment_id AND first_day = NEW.first_day)) BEGIN SELECT RAISE(ABORT, 'residence: this row is there already; update it instead'); END;
CREATE TRIGGER rate_no_replacing_insert BEFORE INSERT ON rate
        WHEN EXISTS (SELECT 1 FROM rate WHERE (id = NEW.id OR key = NEW.key AND first_day = NEW.first_day)) BEGIN SELECT RAISE(ABORT, 'rate: this row is there already; update it instead'); END;
CREATE TRIGGER rate_no_replacing_update BEFORE UPDATE ON rate
        WHEN EXISTS (SELECT 1 FROM rate WHERE id <> OLD.id AND (id = NEW.id OR key = NEW.key AND first_day = NEW.first_day)) BEGIN SELECT RAISE(ABORT, 'rate: this row is there already; update it instead'); END;
CREATE TRIGGER hold_no_replacing_insert BEFORE INSERT ON hold
        WHEN EXISTS (SELECT 1 FROM hold WHERE (id = NEW.id OR participant_id = NEW.participant_id)) BEGIN SELECT RAISE(ABORT, 'hold: this row is there already; update it instead'); END;
CREATE TRIGGER hold_no_replacing_update BEFORE UPDATE ON hold
        WHEN EXISTS (SELECT 1 FROM hold WHERE id <> OLD.id AND (id = NEW.id OR participant_id = NEW.participant_id)) BEGIN SELECT RAISE(ABORT, 'hold: this row is there already; update it instead'); END;
CREATE TRIGGER retention_rule_no_replacing_insert BEFORE INSERT ON retention_rule
        WHEN EXISTS (SELECT 1 FROM retention_rule WHERE (id = NEW.id OR kept = NEW.kept)) BEGIN SELECT RAISE(ABORT, 'retention_rule: this row is there already; update it instead'); END;
CREATE TRIGGER retention_rule_no_replacing_update BEFORE UPDATE ON retention_rule
        WHEN EXISTS (SELECT 1 FROM retention_rule WHERE id <> OLD.id AND (id = NEW.id OR kept = NEW.kept)) BEGIN SELECT RAISE(ABORT, 'retention_rule: this row is there already; update it instead'); END;
CREATE VIEW current_participant AS
    SELECT printf('S-%04d', participant.id) AS reference,
        CASE WHEN NOT protected THEN participant.name END AS name,
        cohort.name AS cohort,
        CASE WHEN NOT protected THEN coalesce(
            (SELECT residence.municipality FROM residence
             WHERE residence.enrolment_id = enrolment.id AND residence.first_day <= date('now', 'localtime')
             ORDER BY residence.first_day DESC LIMIT 1),
            enrolment.municipality) END AS municipality, step.code AS step,
        stay.first_day AS since, stay.planned_last_day,
        CASE WHEN NOT protected THEN (
            SELECT group_concat(name, ', ') FROM (
                SELECT workplace.name FROM placement JOIN workplace ON workplace.id = workplace_id
                WHERE placement.enrolment_id = enrolment.id AND placement.first_day <= date('now', 'localtime') AND (placement.last_day IS NULL OR placement.last_day >= date('now', 'localtime'))
                ORDER BY placement.first_day, placement.id)
        ) END AS workplace,
        protected
    FROM stay
    JOIN enrolment ON enrolment.id = stay.enrolment_id
    JOIN participant ON participant.id = participant_id AND participant.id > 0
    JOIN cohort ON cohort.id = cohort_id
    JOIN step ON step.id = step_id
    WHERE stay.first_day <= date('now', 'localtime') AND (stay.last_day IS NULL OR stay.last_day >= date('now', 'localtime'))
    ORDER BY participant.id;
CREATE VIEW cohort_status AS
    SELECT cohort.name AS cohort, planned,
        count(DISTINCT participant_id) AS enrolled,
        count(DISTINCT participant_id) FILTER (
            WHERE enrolment.last_day IS NULL OR enrolment.last_day >= date('now', 'localtime')) AS active,
        count(DISTINCT participant_id) - count(DISTINCT participant_id) FILTER (
            WHERE enrolment.last_day IS NULL OR enrolment.last_day >= date('now', 'localtime')) AS left,
        count(DISTINCT participant_id) FILTER (WHERE EXISTS (
            SELECT 1 FROM stay JOIN step ON step.id = step_id AND own_sector
            WHERE stay.enrolment_id = enrolment.id AND stay.first_day <= date('now', 'localtime'))) AS converted,
        count(DISTINCT participant_id) FILTER (WHERE EXISTS (
            SELECT 1 FROM stay WHERE stay.enrolment_id = enrolment.id AND completed
                AND stay.last_day < date('now', 'localtime'))) AS completed_training
    FROM cohort
    LEFT JOIN enrolment ON cohort_id = cohort.id AND enrolment.first_day <= date('now', 'localtime')
    GROUP BY cohort.id
    ORDER BY cohort.first_day IS NULL, cohort.first_day, cohort.name;
CREATE VIEW period_expiry AS
    WITH wanted AS (
        SELECT date('now', 'localtime') AS today,
            coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'remind.months'), 3)
                AS ahead
    ), clock AS (
        SELECT today, min(
        date(today, 'start of month', (ahead) || ' months', (strftime('%d', today) - 1) || ' days'),
        date(today, 'start of month', (ahead + 1) || ' months', '-1 day')) AS until FROM wanted
    ), ends AS (
        SELECT CASE WHEN most_months IS NULL THEN 'step' ELSE 'period' END AS what,
            stay.id AS thing, enrolment_id, first_day, coalesce(
            (SELECT old_last_day FROM extension WHERE stay_id = stay.id AND decided_on > today
             ORDER BY decided_on, id LIMIT 1),
            planned_last_day) AS last_day, stay.agreement, payer
        FROM stay JOIN step ON step.id = step_id, clock
        WHERE planned_last_day IS NOT NULL AND coalesce(
            (SELECT old_last_day FROM extension WHERE stay_id = stay.id AND decided_on > today
             ORDER BY decided_on, id LIMIT 1),
            planned_last_day) <= until AND stay.first_day <= today AND (stay.last_day IS NULL OR stay.last_day >= today)
            AND (closed_on IS NULL OR closed_on > today)
        UNION ALL
        SELECT 'placement', placement.id, enrolment_id, first_day, last_day, NULL, NULL
        FROM placement, clock
        WHERE last_day BETWEEN today AND until
            AND NOT EXISTS (
                SELECT 1 FROM placement AS following
                WHERE following.enrolment_id = placement.enrolment_id
                    AND following.first_day = date(placement.last_day, '+1 day'))
            AND EXISTS (
                SELECT 1 FROM stay WHERE stay.enrolment_id = placement.enrolment_id
                    AND stay.first_day <= placement.last_day AND (stay.last_day IS NULL OR stay.last_day >= placement.last_day)
                    AND stay.last_day IS NOT placement.last_day
                    AND ifnull(coalesce(
            (SELECT old_last_day FROM extension WHERE stay_id = stay.id AND decided_on > today
             ORDER BY decided_on, id LIMIT 1),
            planned_last_day) > placement.last_day, TRUE))
        UNION ALL
        SELECT 'support', support.id, enrolment_id, first_day, last_day, NULL, NULL
        FROM support, clock
        WHERE first_day <= today AND last_day <= until AND (last_day >= today OR (
            EXISTS (
                SELECT 1 FROM stay WHERE stay.enrolment_id = support.enrolment_id
                    AND stay.first_day <= support.last_day AND stay.first_day <= today AND (stay.last_day IS NULL OR stay.last_day >= today))
            AND NOT EXISTS (
                SELECT 1 FROM support AS later WHERE later.enrolment_id = support.enrolment_id
                    AND later.last_day > support.last_day)))
        UNION ALL
        SELECT 'follow-up', id, id, NULL, due, NULL, NULL
        FROM (
            SELECT id, min(
        date(last_day, 'start of month', (6) || ' months', (strftime('%d', last_day) - 1) || ' days'),
        date(last_day, 'start of month', (6 + 1) || ' months', '-1 day')) AS due FROM enrolment WHERE last_day IS NOT NULL
        ) AS leaver, clock
        WHERE today BETWEEN min(
        date(due, 'start of month', (-1) || ' months', (strftime('%d', due) - 1) || ' days'),
        date(due, 'start of month', (-1 + 1) || ' months', '-1 day')) AND min(
        date(due, 'start of month', (12) || ' months', (strftime('%d', due) - 1) || ' days'),
        date(due, 'start of month', (12 + 1) || ' months', '-1 day'))
            AND NOT EXISTS (
                SELECT 1 FROM follow_up WHERE enrolment_id = leaver.id
                    AND day BETWEEN min(
        date(due, 'start of month', (-1) || ' months', (strftime('%d', due) - 1) || ' days'),
        date(due, 'start of month', (-1 + 1) || ' months', '-1 day')) AND today)
        UNION ALL
        SELECT 'deadline', id, enrolment_id, NULL, day, NULL, NULL
        FROM deadline, clock
        WHERE today >= min(
        date(day, 'start of month', (-lead) || ' months', (strftime('%d', day) - 1) || ' days'),
        date(day, 'start of month', (-lead + 1) || ' months', '-1 day')) AND (done_on IS NULL OR done_on > today)
    )
    SELECT what, printf('S-%04d', participant.id) AS reference,
        CASE WHEN NOT protected THEN participant.name END AS name,
        CASE WHEN NOT protected THEN (
            SELECT group_concat(name, ', ') FROM (
                SELECT workplace.name FROM placement JOIN workplace ON workplace.id = workplace_id
                WHERE placement.enrolment_id = enrolment.id AND CASE WHEN what = 'placement' THEN placement.id = thing ELSE placement.first_day <= today AND (placement.last_day IS NULL OR placement.last_day >= today) END
                ORDER BY placement.first_day, placement.id)
        ) END AS workplace,
        CASE WHEN NOT protected THEN coalesce(
            (SELECT residence.municipality FROM residence
             WHERE residence.enrolment_id = enrolment.id AND residence.first_day <= date('now', 'localtime')
             ORDER BY residence.first_day DESC LIMIT 1),
            enrolment.municipality) END AS municipality,
        cohort.name AS cohort, step.code AS step, ends.first_day, ends.last_day,
        (strftime('%Y', date(ends.last_day, '+1 day')) - strftime('%Y', ends.first_day)) * 12
        + strftime('%m', date(ends.last_day, '+1 day')) - strftime('%m', ends.first_day)
        - (strftime('%d', date(ends.last_day, '+1 day')) < strftime('%d', ends.first_day)) AS months,
        CAST(julianday(ends.last_day) - julianday(today) AS INTEGER) AS days_left,
        CASE WHEN ends.last_day < today THEN 'overdue' ELSE 'ending' END AS state,
        ends.agreement, ends.payer, protected
    FROM clock, ends
    JOIN enrolment ON enrolment.id = ends.enrolment_id
    JOIN participant ON participant.id = participant_id AND participant.id > 0
    JOIN cohort ON cohort.id = cohort_id
    LEFT JOIN stay AS present ON present.enrolment_id = enrolment.id AND present.first_day <= today AND (present.last_day IS NULL OR present.last_day >= today)
    LEFT JOIN step ON step.id = present.step_id
    ORDER BY ends.last_day, participant.id, what, thing;
CREATE VIEW change_row AS
    SELECT log_row.id, change_id, table_name, row_id, participant_id,
        CASE WHEN columns IS NULL OR before IS NULL THEN before ELSE (
            SELECT json_group_object(name, json(value)) FROM (
                SELECT 'id' AS name, ifnull(json_extract(before, '$.id'), row_id) AS value UNION ALL
                SELECT column.value, substr(json_extract(before, '$.' || column.key, '$.none'), 2, length(json_extract(before, '$.' || column.key, '$.none')) - length('[,null]')) FROM json_each(columns) AS column
            )) END AS before,
        CASE WHEN columns IS NULL OR after IS NULL THEN after ELSE (
            SELECT json_group_object(name, json(value)) FROM (
                SELECT 'id' AS name, row_id AS value UNION ALL
                SELECT column.value, iif(
                    before IS NULL OR json_type(after, '$.' || column.key) IS NOT NULL,
                    substr(json_extract(after, '$.' || column.key, '$.none'), 2, length(json_extract(after, '$.' || column.key, '$.none')) - length('[,null]')), substr(json_extract(before, '$.' || column.key, '$.none'), 2, length(json_extract(before, '$.' || column.key, '$.none')) - length('[,null]'))) FROM json_each(columns) AS column
            )) END AS after
    FROM log_row JOIN log_layout ON log_layout.id = layout_id;
CREATE TRIGGER participant_insert_words AFTER INSERT ON participant WHEN NEW.id > 0 BEGIN
        INSERT OR IGNORE INTO name_word (word, participant_id) VALUES ('', NEW.id);
    END;
CREATE TRIGGER participant_update_words AFTER UPDATE OF id, name ON participant
    WHEN OLD.id <> NEW.id OR OLD.name <> NEW.name BEGIN
        DELETE FROM name_word WHERE participant_id = OLD.id;
        INSERT OR IGNORE INTO name_word (word, participant_id)
            SELECT '', NEW.id WHERE NEW.id > 0;
    END;
CREATE TRIGGER participant_delete_words AFTER DELETE ON participant BEGIN
        DELETE FROM name_word WHERE participant_id = OLD.id;
    END;
CREATE TRIGGER extension_no_replacing_insert BEFORE INSERT ON extension
        WHEN EXISTS (SELECT 1 FROM extension WHERE (id = NEW.id OR id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'extension: this row is there already; update it instead'); END;
CREATE TRIGGER extension_no_replacing_update BEFORE UPDATE ON extension
        WHEN EXISTS (SELECT 1 FROM extension WHERE id <> OLD.id AND (id = NEW.id OR id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'extension: this row is there already; update it instead'); END;
CREATE TRIGGER placement_no_replacing_insert BEFORE INSERT ON placement
        WHEN EXISTS (SELECT 1 FROM placement WHERE (id = NEW.id OR id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'placement: this row is there already; update it instead'); END;
CREATE TRIGGER placement_no_replacing_update BEFORE UPDATE ON placement
        WHEN EXISTS (SELECT 1 FROM placement WHERE id <> OLD.id AND (id = NEW.id OR id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'placement: this row is there already; update it instead'); END;
CREATE TRIGGER support_no_replacing_insert BEFORE INSERT ON support
        WHEN EXISTS (SELECT 1 FROM support WHERE (id = NEW.id OR id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'support: this row is there already; update it instead'); END;
CREATE TRIGGER support_no_replacing_update BEFORE UPDATE ON support
        WHEN EXISTS (SELECT 1 FROM support WHERE id <> OLD.id AND (id = NEW.id OR id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'support: this row is there already; update it instead'); END;
CREATE TRIGGER deadline_no_replacing_insert BEFORE INSERT ON deadline
        WHEN EXISTS (SELECT 1 FROM deadline WHERE (id = NEW.id OR id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'deadline: this row is there already; update it instead'); END;
CREATE TRIGGER deadline_no_replacing_update BEFORE UPDATE ON deadline
        WHEN EXISTS (SELECT 1 FROM deadline WHERE id <> OLD.id AND (id = NEW.id OR id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'deadline: this row is there already; update it instead'); END;
CREATE TRIGGER remark_no_replacing_insert BEFORE INSERT ON remark
        WHEN EXISTS (SELECT 1 FROM remark WHERE (id = NEW.id OR id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'remark: this row is there already; update it instead'); END;
CREATE TRIGGER remark_no_replacing_update BEFORE UPDATE ON remark
        WHEN EXISTS (SELECT 1 FROM remark WHERE id <> OLD.id AND (id = NEW.id OR id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'remark: this row is there already; update it instead'); END;
CREATE VIEW new_log_row AS
    SELECT layout_id, row_id, participant_id, NULL AS enrolment_id, NULL AS stay_id, before, after
    FROM log_row WHERE FALSE;
CREATE TRIGGER new_log_row_insert INSTEAD OF INSERT ON new_log_row
    WHEN NEW.before IS NOT NEW.after BEGIN
        INSERT INTO change (at, day, command, summary)
            SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                (SELECT table_name FROM log_layout WHERE id = NEW.layout_id) || ' ' || NEW.row_id
            WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
        INSERT INTO log_row (change_id, layout_id, row_id, participant_id, before, after)
        VALUES (
            coalesce((SELECT id FROM change WHERE is_open = 1), (SELECT max(id) FROM change)),
            NEW.layout_id, NEW.row_id,
            CASE WHEN NEW.enrolment_id IS NOT NULL THEN coalesce((SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id),
            (SELECT participant_id FROM log_row WHERE row_id = NEW.enrolment_id AND layout_id IN (
                SELECT id FROM log_layout WHERE table_name = 'enrolment') LIMIT 1))
                WHEN NEW.stay_id IS NOT NULL THEN coalesce((SELECT participant_id FROM stay JOIN enrolment ON enrolment.id = enrolment_id WHERE stay.id = NEW.stay_id),
            (SELECT participant_id FROM log_row WHERE row_id = NEW.stay_id AND layout_id IN (
                SELECT id FROM log_layout WHERE table_name = 'stay') LIMIT 1))
                ELSE NEW.participant_id END,
            json_patch('{}', NEW.before),
            CASE WHEN NEW.before IS NULL THEN json_patch('{}', NEW.after)
                WHEN NEW.after IS NOT NULL THEN (
                    SELECT json_group_object(key, json(new)) FROM (
                        SELECT key, substr(json_extract(NEW.before, '$.' || column.key, '$.none'), 2, length(json_extract(NEW.before, '$.' || column.key, '$.none')) - length('[,null]')) AS old, substr(json_extract(NEW.after, '$.' || column.key, '$.none'), 2, length(json_extract(NEW.after, '$.' || column.key, '$.none')) - length('[,null]')) AS new
                        FROM json_each(NEW.after) AS column)
                    WHERE key <> 'id' AND new <> old) END);
    END;
CREATE TRIGGER setting_insert_log AFTER INSERT ON setting BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (1, NEW.id, NULL, NULL, json_object('a', NEW.key, 'b', NEW.value)); END;
CREATE TRIGGER setting_update_log AFTER UPDATE ON setting BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (1, NEW.id, NULL, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.key, 'b', OLD.value), json_object('id', NULL, 'a', NEW.key, 'b', NEW.value)); END;
CREATE TRIGGER setting_delete_log AFTER DELETE ON setting BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (1, OLD.id, NULL, json_object('a', OLD.key, 'b', OLD.value), NULL); END;
CREATE TRIGGER project_insert_log AFTER INSERT ON project BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (2, NEW.id, NULL, NULL, json_object('a', NEW.name, 'b', NEW.number, 'c', NEW.region, 'd', NEW.owner, 'e', NEW.partners, 'f', NEW.objective, 'g', NEW.first_day, 'h', NEW.last_day, 'i', NEW.planned, 'j', NEW.budget, 'k', NEW.granted, 'l', NEW.reported_cost, 'm', NEW.contact, 'n', NEW.email, 'o', NEW.programme, 'p', NEW.analysis_until, 'q', NEW.implementation_until, 'r', NEW.keep_until)); END;
CREATE TRIGGER project_update_log AFTER UPDATE ON project BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (2, NEW.id, NULL, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.name, 'b', OLD.number, 'c', OLD.region, 'd', OLD.owner, 'e', OLD.partners, 'f', OLD.objective, 'g', OLD.first_day, 'h', OLD.last_day, 'i', OLD.planned, 'j', OLD.budget, 'k', OLD.granted, 'l', OLD.reported_cost, 'm', OLD.contact, 'n', OLD.email, 'o', OLD.programme, 'p', OLD.analysis_until, 'q', OLD.implementation_until, 'r', OLD.keep_until), json_object('id', NULL, 'a', NEW.name, 'b', NEW.number, 'c', NEW.region, 'd', NEW.owner, 'e', NEW.partners, 'f', NEW.objective, 'g', NEW.first_day, 'h', NEW.last_day, 'i', NEW.planned, 'j', NEW.budget, 'k', NEW.granted, 'l', NEW.reported_cost, 'm', NEW.contact, 'n', NEW.email, 'o', NEW.programme, 'p', NEW.analysis_until, 'q', NEW.implementation_until, 'r', NEW.keep_until)); END;
CREATE TRIGGER project_delete_log AFTER DELETE ON project BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (2, OLD.id, NULL, json_object('a', OLD.name, 'b', OLD.number, 'c', OLD.region, 'd', OLD.owner, 'e', OLD.partners, 'f', OLD.objective, 'g', OLD.first_day, 'h', OLD.last_day, 'i', OLD.planned, 'j', OLD.budget, 'k', OLD.granted, 'l', OLD.reported_cost, 'm', OLD.contact, 'n', OLD.email, 'o', OLD.programme, 'p', OLD.analysis_until, 'q', OLD.implementation_until, 'r', OLD.keep_until), NULL); END;
CREATE TRIGGER cohort_insert_log AFTER INSERT ON cohort BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (3, NEW.id, NULL, NULL, json_object('a', NEW.name, 'b', NEW.planned, 'c', NEW.first_day, 'd', NEW.last_day, 'e', NEW.project_id, 'f', NEW.open_until)); END;
CREATE TRIGGER cohort_update_log AFTER UPDATE ON cohort BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (3, NEW.id, NULL, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.name, 'b', OLD.planned, 'c', OLD.first_day, 'd', OLD.last_day, 'e', OLD.project_id, 'f', OLD.open_until), json_object('id', NULL, 'a', NEW.name, 'b', NEW.planned, 'c', NEW.first_day, 'd', NEW.last_day, 'e', NEW.project_id, 'f', NEW.open_until)); END;
CREATE TRIGGER cohort_delete_log AFTER DELETE ON cohort BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (3, OLD.id, NULL, json_object('a', OLD.name, 'b', OLD.planned, 'c', OLD.first_day, 'd', OLD.last_day, 'e', OLD.project_id, 'f', OLD.open_until), NULL); END;
CREATE TRIGGER step_insert_log AFTER INSERT ON step BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (4, NEW.id, NULL, NULL, json_object('a', NEW.code, 'b', NEW.swedish, 'c', NEW.english, 'd', NEW.location, 'e', NEW.payer, 'f', NEW.least_months, 'g', NEW.most_months, 'h', NEW.agreement, 'i', NEW.own_sector, 'j', NEW.training)); END;
CREATE TRIGGER step_update_log AFTER UPDATE ON step BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (4, NEW.id, NULL, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.code, 'b', OLD.swedish, 'c', OLD.english, 'd', OLD.location, 'e', OLD.payer, 'f', OLD.least_months, 'g', OLD.most_months, 'h', OLD.agreement, 'i', OLD.own_sector, 'j', OLD.training), json_object('id', NULL, 'a', NEW.code, 'b', NEW.swedish, 'c', NEW.english, 'd', NEW.location, 'e', NEW.payer, 'f', NEW.least_months, 'g', NEW.most_months, 'h', NEW.agreement, 'i', NEW.own_sector, 'j', NEW.training)); END;
CREATE TRIGGER step_delete_log AFTER DELETE ON step BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (4, OLD.id, NULL, json_object('a', OLD.code, 'b', OLD.swedish, 'c', OLD.english, 'd', OLD.location, 'e', OLD.payer, 'f', OLD.least_months, 'g', OLD.most_months, 'h', OLD.agreement, 'i', OLD.own_sector, 'j', OLD.training), NULL); END;
CREATE TRIGGER sector_insert_log AFTER INSERT ON sector BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (5, NEW.id, NULL, NULL, json_object('a', NEW.name, 'b', NEW.employs_from)); END;
CREATE TRIGGER sector_update_log AFTER UPDATE ON sector BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (5, NEW.id, NULL, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.name, 'b', OLD.employs_from), json_object('id', NULL, 'a', NEW.name, 'b', NEW.employs_from)); END;
CREATE TRIGGER sector_delete_log AFTER DELETE ON sector BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (5, OLD.id, NULL, json_object('a', OLD.name, 'b', OLD.employs_from), NULL); END;
CREATE TRIGGER workplace_insert_log AFTER INSERT ON workplace BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (6, NEW.id, NULL, NULL, json_object('a', NEW.name, 'b', NEW.sector_id, 'c', NEW.municipality, 'd', NEW.adapted, 'e', NEW.manager, 'f', NEW.manager_email, 'g', NEW.places, 'h', NEW.open_until)); END;
CREATE TRIGGER workplace_update_log AFTER UPDATE ON workplace BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (6, NEW.id, NULL, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.name, 'b', OLD.sector_id, 'c', OLD.municipality, 'd', OLD.adapted, 'e', OLD.manager, 'f', OLD.manager_email, 'g', OLD.places, 'h', OLD.open_until), json_object('id', NULL, 'a', NEW.name, 'b', NEW.sector_id, 'c', NEW.municipality, 'd', NEW.adapted, 'e', NEW.manager, 'f', NEW.manager_email, 'g', NEW.places, 'h', NEW.open_until)); END;
CREATE TRIGGER workplace_delete_log AFTER DELETE ON workplace BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (6, OLD.id, NULL, json_object('a', OLD.name, 'b', OLD.sector_id, 'c', OLD.municipality, 'd', OLD.adapted, 'e', OLD.manager, 'f', OLD.manager_email, 'g', OLD.places, 'h', OLD.open_until), NULL); END;
CREATE TRIGGER participant_insert_log AFTER INSERT ON participant BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (7, NEW.id, NEW.id, NULL, json_object('a', NEW.kind, 'b', NEW.number, 'c', NEW.sex, 'd', NEW.birth_year, 'e', NEW.name, 'f', NEW.protected)); END;
CREATE TRIGGER participant_update_log AFTER UPDATE ON participant BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (7, NEW.id, NEW.id, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.kind, 'b', OLD.number, 'c', OLD.sex, 'd', OLD.birth_year, 'e', OLD.name, 'f', OLD.protected), json_object('id', NULL, 'a', NEW.kind, 'b', NEW.number, 'c', NEW.sex, 'd', NEW.birth_year, 'e', NEW.name, 'f', NEW.protected)); END;
CREATE TRIGGER participant_delete_log AFTER DELETE ON participant BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (7, OLD.id, OLD.id, json_object('a', OLD.kind, 'b', OLD.number, 'c', OLD.sex, 'd', OLD.birth_year, 'e', OLD.name, 'f', OLD.protected), NULL); END;
CREATE TRIGGER enrolment_insert_log AFTER INSERT ON enrolment BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (8, NEW.id, NEW.participant_id, NULL, json_object('a', NEW.participant_id, 'b', NEW.cohort_id, 'c', NEW.municipality, 'd', NEW.first_day, 'e', NEW.last_day, 'f', NEW.left_to, 'g', NEW.qualification, 'h', NEW.status, 'i', NEW.disability, 'j', NEW.long_term_unemployed, 'k', NEW.education, 'l', NEW.consultant, 'm', NEW.exception, 'n', NEW.labour_status, 'o', NEW.unemployed_since)); END;
CREATE TRIGGER enrolment_update_log AFTER UPDATE ON enrolment BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (8, NEW.id, NEW.participant_id, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.participant_id, 'b', OLD.cohort_id, 'c', OLD.municipality, 'd', OLD.first_day, 'e', OLD.last_day, 'f', OLD.left_to, 'g', OLD.qualification, 'h', OLD.status, 'i', OLD.disability, 'j', OLD.long_term_unemployed, 'k', OLD.education, 'l', OLD.consultant, 'm', OLD.exception, 'n', OLD.labour_status, 'o', OLD.unemployed_since), json_object('id', NULL, 'a', NEW.participant_id, 'b', NEW.cohort_id, 'c', NEW.municipality, 'd', NEW.first_day, 'e', NEW.last_day, 'f', NEW.left_to, 'g', NEW.qualification, 'h', NEW.status, 'i', NEW.disability, 'j', NEW.long_term_unemployed, 'k', NEW.education, 'l', NEW.consultant, 'm', NEW.exception, 'n', NEW.labour_status, 'o', NEW.unemployed_since)); END;
CREATE TRIGGER enrolment_delete_log AFTER DELETE ON enrolment BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (8, OLD.id, OLD.participant_id, json_object('a', OLD.participant_id, 'b', OLD.cohort_id, 'c', OLD.municipality, 'd', OLD.first_day, 'e', OLD.last_day, 'f', OLD.left_to, 'g', OLD.qualification, 'h', OLD.status, 'i', OLD.disability, 'j', OLD.long_term_unemployed, 'k', OLD.education, 'l', OLD.consultant, 'm', OLD.exception, 'n', OLD.labour_status, 'o', OLD.unemployed_since), NULL); END;
CREATE TRIGGER stay_insert_log AFTER INSERT ON stay BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (9, NEW.id, NEW.enrolment_id, NULL, json_object('a', NEW.enrolment_id, 'b', NEW.step_id, 'c', NEW.first_day, 'd', NEW.planned_last_day, 'e', NEW.last_day, 'f', NEW.closed_on, 'g', NEW.agreement, 'h', NEW.weekends, 'i', NEW.exception, 'j', NEW.decided_by, 'k', NEW.completed, 'l', NEW.certificate_day, 'm', NEW.post_id, 'n', NEW.notice_of, 'o', NEW.notice_given, 'p', NEW.union_notified)); END;
CREATE TRIGGER stay_update_log AFTER UPDATE ON stay BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (9, NEW.id, NEW.enrolment_id, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.enrolment_id, 'b', OLD.step_id, 'c', OLD.first_day, 'd', OLD.planned_last_day, 'e', OLD.last_day, 'f', OLD.closed_on, 'g', OLD.agreement, 'h', OLD.weekends, 'i', OLD.exception, 'j', OLD.decided_by, 'k', OLD.completed, 'l', OLD.certificate_day, 'm', OLD.post_id, 'n', OLD.notice_of, 'o', OLD.notice_given, 'p', OLD.union_notified), json_object('id', NULL, 'a', NEW.enrolment_id, 'b', NEW.step_id, 'c', NEW.first_day, 'd', NEW.planned_last_day, 'e', NEW.last_day, 'f', NEW.closed_on, 'g', NEW.agreement, 'h', NEW.weekends, 'i', NEW.exception, 'j', NEW.decided_by, 'k', NEW.completed, 'l', NEW.certificate_day, 'm', NEW.post_id, 'n', NEW.notice_of, 'o', NEW.notice_given, 'p', NEW.union_notified)); END;
CREATE TRIGGER stay_delete_log AFTER DELETE ON stay BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (9, OLD.id, OLD.enrolment_id, json_object('a', OLD.enrolment_id, 'b', OLD.step_id, 'c', OLD.first_day, 'd', OLD.planned_last_day, 'e', OLD.last_day, 'f', OLD.closed_on, 'g', OLD.agreement, 'h', OLD.weekends, 'i', OLD.exception, 'j', OLD.decided_by, 'k', OLD.completed, 'l', OLD.certificate_day, 'm', OLD.post_id, 'n', OLD.notice_of, 'o', OLD.notice_given, 'p', OLD.union_notified), NULL); END;
CREATE TRIGGER extension_insert_log AFTER INSERT ON extension BEGIN INSERT INTO new_log_row (layout_id, row_id, stay_id, before, after) VALUES (10, NEW.id, NEW.stay_id, NULL, json_object('a', NEW.stay_id, 'b', NEW.decided_on, 'c', NEW.old_last_day, 'd', NEW.new_last_day, 'e', NEW.decided_by, 'f', NEW.exception)); END;
CREATE TRIGGER extension_update_log AFTER UPDATE ON extension BEGIN INSERT INTO new_log_row (layout_id, row_id, stay_id, before, after) VALUES (10, NEW.id, NEW.stay_id, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.stay_id, 'b', OLD.decided_on, 'c', OLD.old_last_day, 'd', OLD.new_last_day, 'e', OLD.decided_by, 'f', OLD.exception), json_object('id', NULL, 'a', NEW.stay_id, 'b', NEW.decided_on, 'c', NEW.old_last_day, 'd', NEW.new_last_day, 'e', NEW.decided_by, 'f', NEW.exception)); END;
CREATE TRIGGER extension_delete_log AFTER DELETE ON extension BEGIN INSERT INTO new_log_row (layout_id, row_id, stay_id, before, after) VALUES (10, OLD.id, OLD.stay_id, json_object('a', OLD.stay_id, 'b', OLD.decided_on, 'c', OLD.old_last_day, 'd', OLD.new_last_day, 'e', OLD.decided_by, 'f', OLD.exception), NULL); END;
CREATE TRIGGER placement_insert_log AFTER INSERT ON placement BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (11, NEW.id, NEW.enrolment_id, NULL, json_object('a', NEW.enrolment_id, 'b', NEW.workplace_id, 'c', NEW.first_day, 'd', NEW.last_day, 'e', NEW.percent, 'f', NEW.supervisor, 'g', NEW.exception)); END;
CREATE TRIGGER placement_update_log AFTER UPDATE ON placement BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (11, NEW.id, NEW.enrolment_id, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.enrolment_id, 'b', OLD.workplace_id, 'c', OLD.first_day, 'd', OLD.last_day, 'e', OLD.percent, 'f', OLD.supervisor, 'g', OLD.exception), json_object('id', NULL, 'a', NEW.enrolment_id, 'b', NEW.workplace_id, 'c', NEW.first_day, 'd', NEW.last_day, 'e', NEW.percent, 'f', NEW.supervisor, 'g', NEW.exception)); END;
CREATE TRIGGER placement_delete_log AFTER DELETE ON placement BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (11, OLD.id, OLD.enrolment_id, json_object('a', OLD.enrolment_id, 'b', OLD.workplace_id, 'c', OLD.first_day, 'd', OLD.last_day, 'e', OLD.percent, 'f', OLD.supervisor, 'g', OLD.exception), NULL); END;
CREATE TRIGGER follow_up_insert_log AFTER INSERT ON follow_up BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (12, NEW.id, NEW.enrolment_id, NULL, json_object('a', NEW.enrolment_id, 'b', NEW.day, 'c', NEW.status)); END;
CREATE TRIGGER follow_up_update_log AFTER UPDATE ON follow_up BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (12, NEW.id, NEW.enrolment_id, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.enrolment_id, 'b', OLD.day, 'c', OLD.status), json_object('id', NULL, 'a', NEW.enrolment_id, 'b', NEW.day, 'c', NEW.status)); END;
CREATE TRIGGER follow_up_delete_log AFTER DELETE ON follow_up BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (12, OLD.id, OLD.enrolment_id, json_object('a', OLD.enrolment_id, 'b', OLD.day, 'c', OLD.status), NULL); END;
CREATE TRIGGER municipality_insert_log AFTER INSERT ON municipality BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (13, NEW.id, NULL, NULL, json_object('a', NEW.name)); END;
CREATE TRIGGER municipality_update_log AFTER UPDATE ON municipality BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (13, NEW.id, NULL, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.name), json_object('id', NULL, 'a', NEW.name)); END;
CREATE TRIGGER municipality_delete_log AFTER DELETE ON municipality BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (13, OLD.id, NULL, json_object('a', OLD.name), NULL); END;
CREATE TRIGGER municipality_plan_insert_log AFTER INSERT ON municipality_plan BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (14, NEW.id, NULL, NULL, json_object('a', NEW.municipality_id, 'b', NEW.project_id, 'c', NEW.planned)); END;
CREATE TRIGGER municipality_plan_update_log AFTER UPDATE ON municipality_plan BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (14, NEW.id, NULL, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.municipality_id, 'b', OLD.project_id, 'c', OLD.planned), json_object('id', NULL, 'a', NEW.municipality_id, 'b', NEW.project_id, 'c', NEW.planned)); END;
CREATE TRIGGER municipality_plan_delete_log AFTER DELETE ON municipality_plan BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (14, OLD.id, NULL, json_object('a', OLD.municipality_id, 'b', OLD.project_id, 'c', OLD.planned), NULL); END;
CREATE TRIGGER post_insert_log AFTER INSERT ON post BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (15, NEW.id, NULL, NULL, json_object('a', NEW.title, 'b', NEW.tasks, 'c', NEW.relieves, 'd', NEW.workplace_id, 'e', NEW.places, 'f', NEW.approved_on, 'g', NEW.approved_by, 'h', NEW.approval)); END;
CREATE TRIGGER post_update_log AFTER UPDATE ON post BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (15, NEW.id, NULL, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.title, 'b', OLD.tasks, 'c', OLD.relieves, 'd', OLD.workplace_id, 'e', OLD.places, 'f', OLD.approved_on, 'g', OLD.approved_by, 'h', OLD.approval), json_object('id', NULL, 'a', NEW.title, 'b', NEW.tasks, 'c', NEW.relieves, 'd', NEW.workplace_id, 'e', NEW.places, 'f', NEW.approved_on, 'g', NEW.approved_by, 'h', NEW.approval)); END;
CREATE TRIGGER post_delete_log AFTER DELETE ON post BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (15, OLD.id, NULL, json_object('a', OLD.title, 'b', OLD.tasks, 'c', OLD.relieves, 'd', OLD.workplace_id, 'e', OLD.places, 'f', OLD.approved_on, 'g', OLD.approved_by, 'h', OLD.approval), NULL); END;
CREATE TRIGGER contact_insert_log AFTER INSERT ON contact BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (16, NEW.id, NULL, NULL, json_object('a', NEW.name, 'b', NEW.role, 'c', NEW.organisation, 'd', NEW.email, 'e', NEW.project_id)); END;
CREATE TRIGGER contact_update_log AFTER UPDATE ON contact BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (16, NEW.id, NULL, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.name, 'b', OLD.role, 'c', OLD.organisation, 'd', OLD.email, 'e', OLD.project_id), json_object('id', NULL, 'a', NEW.name, 'b', NEW.role, 'c', NEW.organisation, 'd', NEW.email, 'e', NEW.project_id)); END;
CREATE TRIGGER contact_delete_log AFTER DELETE ON contact BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (16, OLD.id, NULL, json_object('a', OLD.name, 'b', OLD.role, 'c', OLD.organisation, 'd', OLD.email, 'e', OLD.project_id), NULL); END;
CREATE TRIGGER pause_insert_log AFTER INSERT ON pause BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (17, NEW.id, NEW.enrolment_id, NULL, json_object('a', NEW.enrolment_id, 'b', NEW.first_day, 'c', NEW.last_day, 'd', NEW.paid)); END;
CREATE TRIGGER pause_update_log AFTER UPDATE ON pause BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (17, NEW.id, NEW.enrolment_id, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.enrolment_id, 'b', OLD.first_day, 'c', OLD.last_day, 'd', OLD.paid), json_object('id', NULL, 'a', NEW.enrolment_id, 'b', NEW.first_day, 'c', NEW.last_day, 'd', NEW.paid)); END;
CREATE TRIGGER pause_delete_log AFTER DELETE ON pause BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (17, OLD.id, OLD.enrolment_id, json_object('a', OLD.enrolment_id, 'b', OLD.first_day, 'c', OLD.last_day, 'd', OLD.paid), NULL); END;
CREATE TRIGGER support_insert_log AFTER INSERT ON support BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (18, NEW.id, NEW.enrolment_id, NULL, json_object('a', NEW.enrolment_id, 'b', NEW.kind, 'c', NEW.first_day, 'd', NEW.last_day, 'e', NEW.percent, 'f', NEW.cap, 'g', NEW.decision)); END;
CREATE TRIGGER support_update_log AFTER UPDATE ON support BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (18, NEW.id, NEW.enrolment_id, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.enrolment_id, 'b', OLD.kind, 'c', OLD.first_day, 'd', OLD.last_day, 'e', OLD.percent, 'f', OLD.cap, 'g', OLD.decision), json_object('id', NULL, 'a', NEW.enrolment_id, 'b', NEW.kind, 'c', NEW.first_day, 'd', NEW.last_day, 'e', NEW.percent, 'f', NEW.cap, 'g', NEW.decision)); END;
CREATE TRIGGER support_delete_log AFTER DELETE ON support BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (18, OLD.id, OLD.enrolment_id, json_object('a', OLD.enrolment_id, 'b', OLD.kind, 'c', OLD.first_day, 'd', OLD.last_day, 'e', OLD.percent, 'f', OLD.cap, 'g', OLD.decision), NULL); END;
CREATE TRIGGER deadline_insert_log AFTER INSERT ON deadline BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (19, NEW.id, NEW.enrolment_id, NULL, json_object('a', NEW.enrolment_id, 'b', NEW.text, 'c', NEW.day, 'd', NEW.lead, 'e', NEW.done_on)); END;
CREATE TRIGGER deadline_update_log AFTER UPDATE ON deadline BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (19, NEW.id, NEW.enrolment_id, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.enrolment_id, 'b', OLD.text, 'c', OLD.day, 'd', OLD.lead, 'e', OLD.done_on), json_object('id', NULL, 'a', NEW.enrolment_id, 'b', NEW.text, 'c', NEW.day, 'd', NEW.lead, 'e', NEW.done_on)); END;
CREATE TRIGGER deadline_delete_log AFTER DELETE ON deadline BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (19, OLD.id, OLD.enrolment_id, json_object('a', OLD.enrolment_id, 'b', OLD.text, 'c', OLD.day, 'd', OLD.lead, 'e', OLD.done_on), NULL); END;
CREATE TRIGGER former_number_insert_log AFTER INSERT ON former_number BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (20, NEW.id, NEW.participant_id, NULL, json_object('a', NEW.participant_id, 'b', NEW.kind, 'c', NEW.number, 'd', NEW.replaced_on)); END;
CREATE TRIGGER former_number_update_log AFTER UPDATE ON former_number BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (20, NEW.id, NEW.participant_id, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.participant_id, 'b', OLD.kind, 'c', OLD.number, 'd', OLD.replaced_on), json_object('id', NULL, 'a', NEW.participant_id, 'b', NEW.kind, 'c', NEW.number, 'd', NEW.replaced_on)); END;
CREATE TRIGGER former_number_delete_log AFTER DELETE ON former_number BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (20, OLD.id, OLD.participant_id, json_object('a', OLD.participant_id, 'b', OLD.kind, 'c', OLD.number, 'd', OLD.replaced_on), NULL); END;
CREATE TRIGGER former_case_insert_log AFTER INSERT ON former_case BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (21, NEW.id, NEW.participant_id, NULL, json_object('a', NEW.participant_id, 'b', NEW.former_case)); END;
CREATE TRIGGER former_case_update_log AFTER UPDATE ON former_case BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (21, NEW.id, NEW.participant_id, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.participant_id, 'b', OLD.former_case), json_object('id', NULL, 'a', NEW.participant_id, 'b', NEW.former_case)); END;
CREATE TRIGGER former_case_delete_log AFTER DELETE ON former_case BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (21, OLD.id, OLD.participant_id, json_object('a', OLD.participant_id, 'b', OLD.former_case), NULL); END;
CREATE TRIGGER remark_insert_log AFTER INSERT ON remark BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (22, NEW.id, NEW.participant_id, NULL, json_object('a', NEW.participant_id, 'b', NEW.day, 'c', NEW.note)); END;
CREATE TRIGGER remark_update_log AFTER UPDATE ON remark BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (22, NEW.id, NEW.participant_id, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.participant_id, 'b', OLD.day, 'c', OLD.note), json_object('id', NULL, 'a', NEW.participant_id, 'b', NEW.day, 'c', NEW.note)); END;
CREATE TRIGGER remark_delete_log AFTER DELETE ON remark BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (22, OLD.id, OLD.participant_id, json_object('a', OLD.participant_id, 'b', OLD.day, 'c', OLD.note), NULL); END;
CREATE TRIGGER residence_insert_log AFTER INSERT ON residence BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (23, NEW.id, NEW.enrolment_id, NULL, json_object('a', NEW.enrolment_id, 'b', NEW.municipality, 'c', NEW.first_day)); END;
CREATE TRIGGER residence_update_log AFTER UPDATE ON residence BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (23, NEW.id, NEW.enrolment_id, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.enrolment_id, 'b', OLD.municipality, 'c', OLD.first_day), json_object('id', NULL, 'a', NEW.enrolment_id, 'b', NEW.municipality, 'c', NEW.first_day)); END;
CREATE TRIGGER residence_delete_log AFTER DELETE ON residence BEGIN INSERT INTO new_log_row (layout_id, row_id, enrolment_id, before, after) VALUES (23, OLD.id, OLD.enrolment_id, json_object('a', OLD.enrolment_id, 'b', OLD.municipality, 'c', OLD.first_day), NULL); END;
CREATE TRIGGER rate_insert_log AFTER INSERT ON rate BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (24, NEW.id, NULL, NULL, json_object('a', NEW.key, 'b', NEW.first_day, 'c', NEW.amount)); END;
CREATE TRIGGER rate_update_log AFTER UPDATE ON rate BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (24, NEW.id, NULL, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.key, 'b', OLD.first_day, 'c', OLD.amount), json_object('id', NULL, 'a', NEW.key, 'b', NEW.first_day, 'c', NEW.amount)); END;
CREATE TRIGGER rate_delete_log AFTER DELETE ON rate BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (24, OLD.id, NULL, json_object('a', OLD.key, 'b', OLD.first_day, 'c', OLD.amount), NULL); END;
CREATE TRIGGER hold_insert_log AFTER INSERT ON hold BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (25, NEW.id, NEW.participant_id, NULL, json_object('a', NEW.participant_id, 'b', NEW.reason, 'c', NEW.day)); END;
CREATE TRIGGER hold_update_log AFTER UPDATE ON hold BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (25, NEW.id, NEW.participant_id, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.participant_id, 'b', OLD.reason, 'c', OLD.day), json_object('id', NULL, 'a', NEW.participant_id, 'b', NEW.reason, 'c', NEW.day)); END;
CREATE TRIGGER hold_delete_log AFTER DELETE ON hold BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (25, OLD.id, OLD.participant_id, json_object('a', OLD.participant_id, 'b', OLD.reason, 'c', OLD.day), NULL); END;
CREATE TRIGGER retention_rule_insert_log AFTER INSERT ON retention_rule BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (26, NEW.id, NULL, NULL, json_object('a', NEW.kept, 'b', NEW.years, 'c', NEW.decision, 'd', NEW.decided_on)); END;
CREATE TRIGGER retention_rule_update_log AFTER UPDATE ON retention_rule BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (26, NEW.id, NULL, json_object('id', nullif(OLD.id, NEW.id), 'a', OLD.kept, 'b', OLD.years, 'c', OLD.decision, 'd', OLD.decided_on), json_object('id', NULL, 'a', NEW.kept, 'b', NEW.years, 'c', NEW.decision, 'd', NEW.decided_on)); END;
CREATE TRIGGER retention_rule_delete_log AFTER DELETE ON retention_rule BEGIN INSERT INTO new_log_row (layout_id, row_id, participant_id, before, after) VALUES (26, OLD.id, NULL, json_object('a', OLD.kept, 'b', OLD.years, 'c', OLD.decision, 'd', OLD.decided_on), NULL); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('participant',9);
INSERT INTO "sqlite_sequence" VALUES('outbox',1);
COMMIT;
