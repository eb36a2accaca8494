-- The story of test_migrations and what followed, as version 2 of the file had it and its own
-- code wrote it: training before employment, municipalities in several spellings, mails sent and
-- one that was refused.
PRAGMA application_id = 1398031687;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'steg','version_1','2026-11-28 11:50:13.895633+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'steg','version_2','2026-11-28 11:50:13.896148+00:00');
CREATE TABLE change (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        command TEXT NOT NULL,
        summary TEXT NOT NULL DEFAULT '',
        reverses INTEGER REFERENCES change (id),
        is_open INTEGER NOT NULL DEFAULT 0 CHECK (is_open IN (0, 1))
    ) STRICT;
INSERT INTO "change" VALUES(1,'2024-01-15T09:00:00Z','2024-01-15','init','',NULL,0);
INSERT INTO "change" VALUES(2,'2024-01-15T09:00:00Z','2024-01-15','workplace add','Solgården',NULL,0);
INSERT INTO "change" VALUES(3,'2024-01-15T09:00:00Z','2024-01-15','workplace add','Björkskolan',NULL,0);
INSERT INTO "change" VALUES(4,'2024-01-15T09:00:00Z','2024-01-15','enrol','S-0001 kartlaggning 2021-03-01',NULL,0);
INSERT INTO "change" VALUES(5,'2024-01-15T09:00:00Z','2023-02-01','advance','S-0001 kartlaggning > serviceassistent 2023-02-01',NULL,0);
INSERT INTO "change" VALUES(6,'2024-01-15T09:00:00Z','2023-02-01','place','S-0001 2023-02-01 100 %',NULL,0);
INSERT INTO "change" VALUES(7,'2024-01-15T09:00:00Z','2024-01-15','enrol','S-0002 kartlaggning 2021-03-01',NULL,0);
INSERT INTO "change" VALUES(8,'2024-01-15T09:00:00Z','2023-02-01','advance','S-0002 kartlaggning > serviceassistent 2023-02-01',NULL,0);
INSERT INTO "change" VALUES(9,'2024-01-15T09:00:00Z','2023-02-01','place','S-0002 2023-02-01 100 %',NULL,0);
INSERT INTO "change" VALUES(10,'2024-01-15T09:00:00Z','2024-01-15','enrol','S-0003 kartlaggning 2021-03-01',NULL,0);
INSERT INTO "change" VALUES(11,'2024-01-15T09:00:00Z','2022-12-01','advance','S-0003 kartlaggning > serviceassistent 2022-12-01',NULL,0);
INSERT INTO "change" VALUES(12,'2024-01-15T09:00:00Z','2022-12-01','place','S-0003 2022-12-01 100 %',NULL,0);
INSERT INTO "change" VALUES(13,'2024-01-15T09:00:00Z','2024-01-15','extend','S-0001 serviceassistent 2024-01-31 > 2024-03-31',NULL,0);
INSERT INTO "change" VALUES(14,'2024-01-15T09:00:00Z','2024-01-11','place','S-0001 2024-01-11 100 %',NULL,0);
INSERT INTO "change" VALUES(15,'2024-01-15T09:00:00Z','2024-01-15','leave','S-0002 serviceassistent > education 2023-12-31',NULL,0);
INSERT INTO "change" VALUES(16,'2024-01-15T09:00:00Z','2024-01-15','setting','remind.months = 4',NULL,0);
INSERT INTO "change" VALUES(17,'2024-01-15T09:00:00Z','2024-01-15','setting','language = sv',NULL,0);
INSERT INTO "change" VALUES(18,'2024-01-15T09:00:00Z','2024-01-15','leave','S-0001 serviceassistent > other 2024-01-15',NULL,0);
INSERT INTO "change" VALUES(19,'2024-01-15T09:00:00Z','2024-01-15','undo','18 leave S-0001 serviceassistent > other 2024-01-15',18,0);
INSERT INTO "change" VALUES(20,'2026-11-28T11:50:13Z','2026-11-28','outside','workplace 1',NULL,0);
INSERT INTO "change" VALUES(21,'2024-01-15T09:00:00Z','2024-01-15','undo','20 outside workplace 1',20,0);
INSERT INTO "change" VALUES(22,'2024-01-15T09:00:00Z','2024-01-15','redo','20 outside workplace 1',21,0);
INSERT INTO "change" VALUES(23,'2024-01-15T09:00:00Z','2024-01-15','cohort add','Höst',NULL,0);
INSERT INTO "change" VALUES(24,'2024-01-15T09:00:00Z','2024-01-15','undo','23 cohort add Höst',23,0);
INSERT INTO "change" VALUES(25,'2024-01-15T09:00:00Z','2024-01-15','enrol','S-0004 kartlaggning 2022-01-10',NULL,0);
INSERT INTO "change" VALUES(26,'2024-01-15T09:00:00Z','2022-02-01','advance','S-0004 kartlaggning > utredning 2022-02-01',NULL,0);
INSERT INTO "change" VALUES(27,'2024-01-15T09:00:00Z','2022-03-01','advance','S-0004 utredning > arbetsprovning 2022-03-01',NULL,0);
INSERT INTO "change" VALUES(28,'2024-01-15T09:00:00Z','2024-01-15','enrol','S-0005 kartlaggning 2022-01-10',NULL,0);
INSERT INTO "change" VALUES(29,'2024-01-15T09:00:00Z','2022-05-01','advance','S-0004 arbetsprovning > praktik 2022-05-01',NULL,0);
INSERT INTO "change" VALUES(30,'2024-01-15T09:00:00Z','2022-08-01','advance','S-0004 praktik > utbildningspraktik 2022-08-01',NULL,0);
INSERT INTO "change" VALUES(31,'2024-01-15T09:00:00Z','2023-02-01','advance','S-0004 utbildningspraktik > serviceassistent 2023-02-01',NULL,0);
INSERT INTO "change" VALUES(32,'2024-01-15T09:00:00Z','2022-05-01','advance','S-0005 kartlaggning > utbildningspraktik 2022-05-01',NULL,0);
INSERT INTO "change" VALUES(33,'2024-01-15T09:00:00Z','2023-02-01','advance','S-0005 utbildningspraktik > serviceassistent 2023-02-01',NULL,0);
INSERT INTO "change" VALUES(34,'2024-01-15T09:00:00Z','2024-01-15','enrol','S-0006 kartlaggning 2022-01-10',NULL,0);
INSERT INTO "change" VALUES(35,'2024-01-15T09:00:00Z','2024-01-15','enrol','S-0007 kartlaggning 2022-01-10',NULL,0);
INSERT INTO "change" VALUES(36,'2024-01-15T09:00:00Z','2024-01-15','workplace add','Ängsgården',NULL,0);
INSERT INTO "change" VALUES(37,'2024-01-15T09:00:00Z','2022-05-01','advance','S-0006 kartlaggning > utbildningspraktik 2022-05-01',NULL,0);
INSERT INTO "change" VALUES(38,'2024-01-15T09:00:00Z','2022-05-01','advance','S-0007 kartlaggning > utbildningspraktik 2022-05-01',NULL,0);
INSERT INTO "change" VALUES(39,'2024-01-15T09:00:00Z','2023-02-01','advance','S-0006 utbildningspraktik > serviceassistent 2023-02-01',NULL,0);
INSERT INTO "change" VALUES(40,'2024-01-15T09:00:00Z','2024-01-15','setting','mail.to = ame@kommun.example',NULL,0);
INSERT INTO "change" VALUES(41,'2024-01-15T09:00:00Z','2024-01-15','setting','mail.managers = on',NULL,0);
INSERT INTO "change" VALUES(42,'2026-11-28T11:50:14Z','2026-11-28','outside','enrolment 4',NULL,0);
INSERT INTO "change" VALUES(43,'2026-11-28T11:50:14Z','2026-11-28','outside','enrolment 7',NULL,0);
CREATE TABLE change_row (
        id INTEGER PRIMARY KEY,
        change_id INTEGER NOT NULL REFERENCES change (id),
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        participant_id INTEGER,
        before TEXT,
        after TEXT
    ) STRICT;
INSERT INTO "change_row" VALUES(1,1,'step',1,NULL,NULL,'{"id":1,"code":"kartlaggning","swedish":"kartläggning","english":"mapping","location":"ame","payer":null,"least_months":null,"most_months":null,"agreement":null,"own_sector":0}');
INSERT INTO "change_row" VALUES(2,1,'step',2,NULL,NULL,'{"id":2,"code":"utredning","swedish":"utredning","english":"investigation","location":"ame","payer":null,"least_months":null,"most_months":null,"agreement":null,"own_sector":0}');
INSERT INTO "change_row" VALUES(3,1,'step',3,NULL,NULL,'{"id":3,"code":"arbetsprovning","swedish":"arbetsprövning","english":"work trial","location":"adapted","payer":null,"least_months":null,"most_months":null,"agreement":null,"own_sector":0}');
INSERT INTO "change_row" VALUES(4,1,'step',4,NULL,NULL,'{"id":4,"code":"praktik","swedish":"praktik","english":"work placement","location":"ordinary","payer":null,"least_months":null,"most_months":null,"agreement":null,"own_sector":0}');
INSERT INTO "change_row" VALUES(5,1,'step',5,NULL,NULL,'{"id":5,"code":"utbildningspraktik","swedish":"utbildningspraktik","english":"training in placement","location":"ordinary","payer":null,"least_months":null,"most_months":null,"agreement":null,"own_sector":0}');
INSERT INTO "change_row" VALUES(6,1,'step',6,NULL,NULL,'{"id":6,"code":"serviceassistent","swedish":"serviceassistent","english":"serviceassistent","location":"ordinary","payer":"AME","least_months":12,"most_months":24,"agreement":"BEA","own_sector":0}');
INSERT INTO "change_row" VALUES(7,1,'step',7,NULL,NULL,'{"id":7,"code":"enhetsassistent","swedish":"enhetsassistent","english":"enhetsassistent","location":"ordinary","payer":"sector","least_months":null,"most_months":null,"agreement":"AB","own_sector":1}');
INSERT INTO "change_row" VALUES(8,1,'step',8,NULL,NULL,'{"id":8,"code":"underskoterska","swedish":"undersköterska","english":"undersköterska","location":"ordinary","payer":"sector","least_months":null,"most_months":null,"agreement":null,"own_sector":0}');
INSERT INTO "change_row" VALUES(9,1,'step',9,NULL,NULL,'{"id":9,"code":"sjukskoterska","swedish":"sjuksköterska","english":"sjuksköterska","location":"ordinary","payer":"sector","least_months":null,"most_months":null,"agreement":null,"own_sector":0}');
INSERT INTO "change_row" VALUES(10,1,'sector',1,NULL,NULL,'{"id":1,"name":"Arbetsmarknad","employs_from":null}');
INSERT INTO "change_row" VALUES(11,1,'sector',2,NULL,NULL,'{"id":2,"name":"Barn och utbildning","employs_from":null}');
INSERT INTO "change_row" VALUES(12,1,'sector',3,NULL,NULL,'{"id":3,"name":"Vård och omsorg","employs_from":"2023-01-01"}');
INSERT INTO "change_row" VALUES(13,1,'cohort',1,NULL,NULL,'{"id":1,"name":"Pilot 2016","planned":25,"first_day":"2016-01-01","last_day":"2016-12-31","project_id":null}');
INSERT INTO "change_row" VALUES(14,1,'project',1,NULL,NULL,'{"id":1,"name":"STEG","number":"2018/00439","region":"Västsverige","owner":"Mariestads kommun","partners":"Skövde, Töreboda, Gullspång, Arbetsförmedlingen","objective":"2.1","first_day":"2019-04-01","last_day":"2022-03-31","planned":230,"budget":25945842,"granted":12190112,"reported_cost":0,"contact":null,"email":null}');
INSERT INTO "change_row" VALUES(15,1,'cohort',2,NULL,NULL,'{"id":2,"name":"STEG","planned":230,"first_day":"2019-04-01","last_day":"2022-03-31","project_id":1}');
INSERT INTO "change_row" VALUES(16,2,'workplace',1,NULL,NULL,'{"id":1,"name":"Solgården","sector_id":3,"municipality":"Skövde","adapted":0,"manager":null,"manager_email":"mia@kommun.example","places":null}');
INSERT INTO "change_row" VALUES(17,3,'workplace',2,NULL,NULL,'{"id":2,"name":"Björkskolan","sector_id":2,"municipality":"Skövde","adapted":0,"manager":null,"manager_email":"mia@kommun.example","places":null}');
INSERT INTO "change_row" VALUES(18,4,'participant',1,1,NULL,'{"id":1,"kind":"personnummer","number":"198001019804","sex":"woman","birth_year":1980,"name":"Anna Andersson","protected":0}');
INSERT INTO "change_row" VALUES(19,4,'enrolment',1,1,NULL,'{"id":1,"participant_id":1,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(20,4,'stay',1,1,NULL,'{"id":1,"enrolment_id":1,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(21,5,'stay',1,1,'{"id":1,"enrolment_id":1,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":1,"enrolment_id":1,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":"2023-01-31","closed_on":"2023-02-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(22,5,'stay',2,1,NULL,'{"id":2,"enrolment_id":1,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-01-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(23,6,'placement',1,1,NULL,'{"id":1,"enrolment_id":1,"workplace_id":1,"first_day":"2023-02-01","last_day":null,"percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(24,7,'participant',2,2,NULL,'{"id":2,"kind":"personnummer","number":"198001029803","sex":"woman","birth_year":1980,"name":"Bo Björk","protected":0}');
INSERT INTO "change_row" VALUES(25,7,'enrolment',2,2,NULL,'{"id":2,"participant_id":2,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(26,7,'stay',3,2,NULL,'{"id":3,"enrolment_id":2,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(27,8,'stay',3,2,'{"id":3,"enrolment_id":2,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":3,"enrolment_id":2,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":"2023-01-31","closed_on":"2023-02-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(28,8,'stay',4,2,NULL,'{"id":4,"enrolment_id":2,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-01-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(29,9,'placement',2,2,NULL,'{"id":2,"enrolment_id":2,"workplace_id":1,"first_day":"2023-02-01","last_day":null,"percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(30,10,'participant',3,3,NULL,'{"id":3,"kind":"personnummer","number":"198001039802","sex":"woman","birth_year":1980,"name":"Cilla Citron","protected":1}');
INSERT INTO "change_row" VALUES(31,10,'enrolment',3,3,NULL,'{"id":3,"participant_id":3,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(32,10,'stay',5,3,NULL,'{"id":5,"enrolment_id":3,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(33,11,'stay',5,3,'{"id":5,"enrolment_id":3,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":5,"enrolment_id":3,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":"2022-11-30","closed_on":"2022-12-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(34,11,'stay',6,3,NULL,'{"id":6,"enrolment_id":3,"step_id":6,"first_day":"2022-12-01","planned_last_day":"2023-11-30","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(35,12,'placement',3,3,NULL,'{"id":3,"enrolment_id":3,"workplace_id":1,"first_day":"2022-12-01","last_day":null,"percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(36,13,'stay',2,1,'{"id":2,"enrolment_id":1,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-01-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}','{"id":2,"enrolment_id":1,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-03-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(37,13,'extension',1,1,NULL,'{"id":1,"stay_id":2,"decided_on":"2024-01-10","old_last_day":"2024-01-31","new_last_day":"2024-03-31","decided_by":null}');
INSERT INTO "change_row" VALUES(38,14,'placement',1,1,'{"id":1,"enrolment_id":1,"workplace_id":1,"first_day":"2023-02-01","last_day":null,"percent":100,"supervisor":null}','{"id":1,"enrolment_id":1,"workplace_id":1,"first_day":"2023-02-01","last_day":"2024-01-10","percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(39,14,'placement',4,1,NULL,'{"id":4,"enrolment_id":1,"workplace_id":2,"first_day":"2024-01-11","last_day":null,"percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(40,15,'enrolment',2,2,'{"id":2,"participant_id":2,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}','{"id":2,"participant_id":2,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":"2023-12-31","left_to":"education","qualification":1,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(41,15,'stay',4,2,'{"id":4,"enrolment_id":2,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-01-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}','{"id":4,"enrolment_id":2,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-01-31","last_day":"2023-12-31","closed_on":"2024-01-15","agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(42,15,'placement',2,2,'{"id":2,"enrolment_id":2,"workplace_id":1,"first_day":"2023-02-01","last_day":null,"percent":100,"supervisor":null}','{"id":2,"enrolment_id":2,"workplace_id":1,"first_day":"2023-02-01","last_day":"2023-12-31","percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(43,16,'setting',1,NULL,NULL,'{"id":1,"key":"remind.months","value":"4"}');
INSERT INTO "change_row" VALUES(44,17,'setting',2,NULL,NULL,'{"id":2,"key":"language","value":"sv"}');
INSERT INTO "change_row" VALUES(45,18,'enrolment',1,1,'{"id":1,"participant_id":1,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}','{"id":1,"participant_id":1,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":"2024-01-15","left_to":"other","qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(46,18,'stay',2,1,'{"id":2,"enrolment_id":1,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-03-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}','{"id":2,"enrolment_id":1,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-03-31","last_day":"2024-01-15","closed_on":"2024-01-15","agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(47,18,'placement',4,1,'{"id":4,"enrolment_id":1,"workplace_id":2,"first_day":"2024-01-11","last_day":null,"percent":100,"supervisor":null}','{"id":4,"enrolment_id":1,"workplace_id":2,"first_day":"2024-01-11","last_day":"2024-01-15","percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(48,19,'placement',4,1,'{"id":4,"enrolment_id":1,"workplace_id":2,"first_day":"2024-01-11","last_day":"2024-01-15","percent":100,"supervisor":null}','{"id":4,"enrolment_id":1,"workplace_id":2,"first_day":"2024-01-11","last_day":null,"percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(49,19,'stay',2,1,'{"id":2,"enrolment_id":1,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-03-31","last_day":"2024-01-15","closed_on":"2024-01-15","agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}','{"id":2,"enrolment_id":1,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-03-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(50,19,'enrolment',1,1,'{"id":1,"participant_id":1,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":"2024-01-15","left_to":"other","qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}','{"id":1,"participant_id":1,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(51,20,'workplace',1,NULL,'{"id":1,"name":"Solgården","sector_id":3,"municipality":"Skövde","adapted":0,"manager":null,"manager_email":"mia@kommun.example","places":null}','{"id":1,"name":"Solgården","sector_id":3,"municipality":"Skövde","adapted":0,"manager":null,"manager_email":"mia@kommun.example","places":3}');
INSERT INTO "change_row" VALUES(52,21,'workplace',1,NULL,'{"id":1,"name":"Solgården","sector_id":3,"municipality":"Skövde","adapted":0,"manager":null,"manager_email":"mia@kommun.example","places":3}','{"id":1,"name":"Solgården","sector_id":3,"municipality":"Skövde","adapted":0,"manager":null,"manager_email":"mia@kommun.example","places":null}');
INSERT INTO "change_row" VALUES(53,22,'workplace',1,NULL,'{"id":1,"name":"Solgården","sector_id":3,"municipality":"Skövde","adapted":0,"manager":null,"manager_email":"mia@kommun.example","places":null}','{"id":1,"name":"Solgården","sector_id":3,"municipality":"Skövde","adapted":0,"manager":null,"manager_email":"mia@kommun.example","places":3}');
INSERT INTO "change_row" VALUES(54,23,'cohort',3,NULL,NULL,'{"id":3,"name":"Höst","planned":null,"first_day":null,"last_day":null,"project_id":null}');
INSERT INTO "change_row" VALUES(55,24,'cohort',3,NULL,'{"id":3,"name":"Höst","planned":null,"first_day":null,"last_day":null,"project_id":null}',NULL);
INSERT INTO "change_row" VALUES(56,25,'participant',4,4,NULL,'{"id":4,"kind":"personnummer","number":"198001049801","sex":"woman","birth_year":1980,"name":"Dina Dahl","protected":0}');
INSERT INTO "change_row" VALUES(57,25,'enrolment',4,4,NULL,'{"id":4,"participant_id":4,"cohort_id":2,"municipality":"Skövde","first_day":"2022-01-10","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(58,25,'stay',7,4,NULL,'{"id":7,"enrolment_id":4,"step_id":1,"first_day":"2022-01-10","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(59,26,'stay',7,4,'{"id":7,"enrolment_id":4,"step_id":1,"first_day":"2022-01-10","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":7,"enrolment_id":4,"step_id":1,"first_day":"2022-01-10","planned_last_day":null,"last_day":"2022-01-31","closed_on":"2022-02-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(60,26,'stay',8,4,NULL,'{"id":8,"enrolment_id":4,"step_id":2,"first_day":"2022-02-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(61,27,'stay',8,4,'{"id":8,"enrolment_id":4,"step_id":2,"first_day":"2022-02-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":8,"enrolment_id":4,"step_id":2,"first_day":"2022-02-01","planned_last_day":null,"last_day":"2022-02-28","closed_on":"2022-03-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(62,27,'stay',9,4,NULL,'{"id":9,"enrolment_id":4,"step_id":3,"first_day":"2022-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(63,28,'participant',5,5,NULL,'{"id":5,"kind":"personnummer","number":"198001059800","sex":"woman","birth_year":1980,"name":"Erik Ek","protected":0}');
INSERT INTO "change_row" VALUES(64,28,'enrolment',5,5,NULL,'{"id":5,"participant_id":5,"cohort_id":2,"municipality":"MARIESTAD","first_day":"2022-01-10","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(65,28,'stay',10,5,NULL,'{"id":10,"enrolment_id":5,"step_id":1,"first_day":"2022-01-10","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(66,29,'stay',9,4,'{"id":9,"enrolment_id":4,"step_id":3,"first_day":"2022-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":9,"enrolment_id":4,"step_id":3,"first_day":"2022-03-01","planned_last_day":null,"last_day":"2022-04-30","closed_on":"2022-05-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(67,29,'stay',11,4,NULL,'{"id":11,"enrolment_id":4,"step_id":4,"first_day":"2022-05-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(68,30,'stay',11,4,'{"id":11,"enrolment_id":4,"step_id":4,"first_day":"2022-05-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":11,"enrolment_id":4,"step_id":4,"first_day":"2022-05-01","planned_last_day":null,"last_day":"2022-07-31","closed_on":"2022-08-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(69,30,'stay',12,4,NULL,'{"id":12,"enrolment_id":4,"step_id":5,"first_day":"2022-08-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(70,30,'placement',5,4,NULL,'{"id":5,"enrolment_id":4,"workplace_id":2,"first_day":"2022-08-01","last_day":null,"percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(71,31,'stay',12,4,'{"id":12,"enrolment_id":4,"step_id":5,"first_day":"2022-08-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":12,"enrolment_id":4,"step_id":5,"first_day":"2022-08-01","planned_last_day":null,"last_day":"2023-01-31","closed_on":"2023-02-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(72,31,'stay',13,4,NULL,'{"id":13,"enrolment_id":4,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-01-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(73,32,'stay',10,5,'{"id":10,"enrolment_id":5,"step_id":1,"first_day":"2022-01-10","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":10,"enrolment_id":5,"step_id":1,"first_day":"2022-01-10","planned_last_day":null,"last_day":"2022-04-30","closed_on":"2022-05-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(74,32,'stay',14,5,NULL,'{"id":14,"enrolment_id":5,"step_id":5,"first_day":"2022-05-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(75,32,'placement',6,5,NULL,'{"id":6,"enrolment_id":5,"workplace_id":2,"first_day":"2022-05-01","last_day":null,"percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(76,33,'stay',14,5,'{"id":14,"enrolment_id":5,"step_id":5,"first_day":"2022-05-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":"bedömd","decided_by":null}','{"id":14,"enrolment_id":5,"step_id":5,"first_day":"2022-05-01","planned_last_day":null,"last_day":"2023-01-31","closed_on":"2023-02-01","agreement":null,"weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(77,33,'stay',15,5,NULL,'{"id":15,"enrolment_id":5,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2025-01-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(78,34,'participant',6,6,NULL,'{"id":6,"kind":"personnummer","number":"198001069809","sex":"woman","birth_year":1980,"name":"Fia Fors","protected":0}');
INSERT INTO "change_row" VALUES(79,34,'enrolment',6,6,NULL,'{"id":6,"participant_id":6,"cohort_id":2,"municipality":"Mariestads kommun","first_day":"2022-01-10","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(80,34,'stay',16,6,NULL,'{"id":16,"enrolment_id":6,"step_id":1,"first_day":"2022-01-10","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(81,35,'participant',7,7,NULL,'{"id":7,"kind":"personnummer","number":"198001079808","sex":"woman","birth_year":1980,"name":"Gun Grahn","protected":0}');
INSERT INTO "change_row" VALUES(82,35,'enrolment',7,7,NULL,'{"id":7,"participant_id":7,"cohort_id":2,"municipality":"MARIESTAD","first_day":"2022-01-10","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(83,35,'stay',17,7,NULL,'{"id":17,"enrolment_id":7,"step_id":1,"first_day":"2022-01-10","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(84,36,'workplace',3,NULL,NULL,'{"id":3,"name":"Ängsgården","sector_id":3,"municipality":"Mariestad","adapted":0,"manager":null,"manager_email":null,"places":null}');
INSERT INTO "change_row" VALUES(85,37,'stay',16,6,'{"id":16,"enrolment_id":6,"step_id":1,"first_day":"2022-01-10","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":16,"enrolment_id":6,"step_id":1,"first_day":"2022-01-10","planned_last_day":null,"last_day":"2022-04-30","closed_on":"2022-05-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(86,37,'stay',18,6,NULL,'{"id":18,"enrolment_id":6,"step_id":5,"first_day":"2022-05-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(87,37,'placement',7,6,NULL,'{"id":7,"enrolment_id":6,"workplace_id":2,"first_day":"2022-05-01","last_day":null,"percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(88,38,'stay',17,7,'{"id":17,"enrolment_id":7,"step_id":1,"first_day":"2022-01-10","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":17,"enrolment_id":7,"step_id":1,"first_day":"2022-01-10","planned_last_day":null,"last_day":"2022-04-30","closed_on":"2022-05-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(89,38,'stay',19,7,NULL,'{"id":19,"enrolment_id":7,"step_id":5,"first_day":"2022-05-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(90,38,'placement',8,7,NULL,'{"id":8,"enrolment_id":7,"workplace_id":2,"first_day":"2022-05-01","last_day":null,"percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(91,39,'stay',18,6,'{"id":18,"enrolment_id":6,"step_id":5,"first_day":"2022-05-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":"bedömd","decided_by":null}','{"id":18,"enrolment_id":6,"step_id":5,"first_day":"2022-05-01","planned_last_day":null,"last_day":"2023-01-31","closed_on":"2023-02-01","agreement":null,"weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(92,39,'stay',20,6,NULL,'{"id":20,"enrolment_id":6,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2025-01-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"utan intyg","decided_by":null}');
INSERT INTO "change_row" VALUES(93,40,'setting',3,NULL,NULL,'{"id":3,"key":"mail.to","value":"ame@kommun.example"}');
INSERT INTO "change_row" VALUES(94,41,'setting',4,NULL,NULL,'{"id":4,"key":"mail.managers","value":"on"}');
INSERT INTO "change_row" VALUES(95,42,'enrolment',4,4,'{"id":4,"participant_id":4,"cohort_id":2,"municipality":"Skövde","first_day":"2022-01-10","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}','{"id":4,"participant_id":4,"cohort_id":2,"municipality":"skövde ","first_day":"2022-01-10","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(96,43,'enrolment',7,7,'{"id":7,"participant_id":7,"cohort_id":2,"municipality":"MARIESTAD","first_day":"2022-01-10","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}','{"id":7,"participant_id":7,"cohort_id":2,"municipality":"Mariestad","first_day":"2022-01-10","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
CREATE TABLE cohort (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        planned INTEGER CHECK (planned >= 0),
        first_day TEXT CHECK (first_day IS date(first_day, '+0 days') AND first_day >= '0001-01-01'),
        last_day TEXT CHECK (last_day IS date(last_day, '+0 days') AND last_day >= '0001-01-01'),
        project_id INTEGER REFERENCES project (id),
        CHECK (last_day >= first_day)
    ) STRICT;
INSERT INTO "cohort" VALUES(1,'Pilot 2016',25,'2016-01-01','2016-12-31',NULL);
INSERT INTO "cohort" VALUES(2,'STEG',230,'2019-04-01','2022-03-31',1);
CREATE TABLE enrolment (
        id INTEGER PRIMARY KEY,
        participant_id INTEGER NOT NULL REFERENCES participant (id),
        cohort_id INTEGER NOT NULL REFERENCES cohort (id),
        municipality TEXT NOT NULL,
        first_day TEXT NOT NULL CHECK (first_day IS date(first_day, '+0 days') AND first_day >= '0001-01-01'),
        last_day TEXT CHECK (last_day IS date(last_day, '+0 days') AND last_day >= '0001-01-01'),
        left_to TEXT CHECK (left_to IN ('employment', 'education', 'job-search', 'other')),
        qualification INTEGER NOT NULL DEFAULT 0 CHECK (qualification IN (0, 1)),
        status TEXT NOT NULL
            CHECK (status IN ('unemployed', 'far-from-labour-market', 'other')),
        disability INTEGER NOT NULL DEFAULT 0 CHECK (disability IN (0, 1)),
        long_term_unemployed INTEGER NOT NULL DEFAULT 0 CHECK (long_term_unemployed IN (0, 1)),
        education TEXT CHECK (education IN ('compulsory', 'upper-secondary', 'tertiary')),
        consultant TEXT,
        exception TEXT,
        CHECK (last_day >= first_day),
        CHECK ((last_day IS NULL) = (left_to IS NULL))
    ) STRICT;
INSERT INTO "enrolment" VALUES(1,1,2,'Skövde','2021-03-01',NULL,NULL,0,'unemployed',0,1,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(2,2,2,'Skövde','2021-03-01','2023-12-31','education',1,'unemployed',0,1,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(3,3,2,'Skövde','2021-03-01',NULL,NULL,0,'unemployed',0,1,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(4,4,2,'skövde ','2022-01-10',NULL,NULL,0,'unemployed',0,1,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(5,5,2,'MARIESTAD','2022-01-10',NULL,NULL,0,'unemployed',0,1,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(6,6,2,'Mariestads kommun','2022-01-10',NULL,NULL,0,'unemployed',0,1,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(7,7,2,'Mariestad','2022-01-10',NULL,NULL,0,'unemployed',0,1,NULL,NULL,NULL);
CREATE TABLE extension (
        id INTEGER PRIMARY KEY,
        stay_id INTEGER NOT NULL REFERENCES stay (id),
        decided_on TEXT NOT NULL CHECK (decided_on IS date(decided_on, '+0 days') AND decided_on >= '0001-01-01'),
        old_last_day TEXT NOT NULL CHECK (old_last_day IS date(old_last_day, '+0 days') AND old_last_day >= '0001-01-01'),
        new_last_day TEXT NOT NULL CHECK (new_last_day IS date(new_last_day, '+0 days') AND new_last_day >= '0001-01-01'),
        decided_by TEXT,
        CHECK (new_last_day > old_last_day)
    ) STRICT;
INSERT INTO "extension" VALUES(1,2,'2024-01-10','2024-01-31','2024-03-31',NULL);
CREATE TABLE follow_up (
        id INTEGER PRIMARY KEY,
        enrolment_id INTEGER NOT NULL REFERENCES enrolment (id),
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        status TEXT NOT NULL CHECK (status IN ('employment', 'education', 'job-search', 'other')),
        UNIQUE (enrolment_id, day)
    ) STRICT;
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
INSERT INTO "outbox" VALUES(1,'<steg.62be3f99a6a6c45dca968e25@kommun.example>','ame@kommun.example','2024-01-15','2024-01-15T09:00:00Z','steg: 2',NULL,'76271af2a6477969fa667658','folder',4,1,0,'2024-01-15T09:00:00Z',NULL,'2024-01-15T09:00:00Z');
INSERT INTO "outbox" VALUES(2,'<steg.36865353d48194244c745ae9@kommun.example>','mia@kommun.example','2024-01-15','2024-01-15T09:00:00Z','steg: 2',X'5375626A6563743A20737465670A0A532D303030340A532D30303031','3b5f23dfe9a47d657b7d078a',NULL,4,1,0,'2024-01-15T09:00:00Z','unknown',NULL);
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
INSERT INTO "participant" VALUES(2,'personnummer','198001029803','woman',1980,'Bo Björk',0);
INSERT INTO "participant" VALUES(3,'personnummer','198001039802','woman',1980,'Cilla Citron',1);
INSERT INTO "participant" VALUES(4,'personnummer','198001049801','woman',1980,'Dina Dahl',0);
INSERT INTO "participant" VALUES(5,'personnummer','198001059800','woman',1980,'Erik Ek',0);
INSERT INTO "participant" VALUES(6,'personnummer','198001069809','woman',1980,'Fia Fors',0);
INSERT INTO "participant" VALUES(7,'personnummer','198001079808','woman',1980,'Gun Grahn',0);
CREATE TABLE placement (
        id INTEGER PRIMARY KEY,
        enrolment_id INTEGER NOT NULL REFERENCES enrolment (id),
        workplace_id INTEGER NOT NULL REFERENCES workplace (id),
        first_day TEXT NOT NULL CHECK (first_day IS date(first_day, '+0 days') AND first_day >= '0001-01-01'),
        last_day TEXT CHECK (last_day IS date(last_day, '+0 days') AND last_day >= '0001-01-01'),
        percent INTEGER NOT NULL DEFAULT 100 CHECK (percent BETWEEN 1 AND 100),
        supervisor TEXT,
        CHECK (last_day >= first_day)
    ) STRICT;
INSERT INTO "placement" VALUES(1,1,1,'2023-02-01','2024-01-10',100,NULL);
INSERT INTO "placement" VALUES(2,2,1,'2023-02-01','2023-12-31',100,NULL);
INSERT INTO "placement" VALUES(3,3,1,'2022-12-01',NULL,100,NULL);
INSERT INTO "placement" VALUES(4,1,2,'2024-01-11',NULL,100,NULL);
INSERT INTO "placement" VALUES(5,4,2,'2022-08-01',NULL,100,NULL);
INSERT INTO "placement" VALUES(6,5,2,'2022-05-01',NULL,100,NULL);
INSERT INTO "placement" VALUES(7,6,2,'2022-05-01',NULL,100,NULL);
INSERT INTO "placement" VALUES(8,7,2,'2022-05-01',NULL,100,NULL);
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
        email TEXT,
        CHECK (last_day >= first_day)
    ) STRICT;
INSERT INTO "project" VALUES(1,'STEG','2018/00439','Västsverige','Mariestads kommun','Skövde, Töreboda, Gullspång, Arbetsförmedlingen','2.1','2019-04-01','2022-03-31',230,25945842,12190112,0,NULL,NULL);
CREATE TABLE reminder (
        id INTEGER PRIMARY KEY,
        outbox_id INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
        recipient TEXT NOT NULL COLLATE NOCASE,
        month TEXT NOT NULL CHECK ((month || '-01') IS date((month || '-01'), '+0 days') AND (month || '-01') >= '0001-01-01'),
        participant_id INTEGER NOT NULL,
        stay_id INTEGER NOT NULL,
        last_day TEXT NOT NULL CHECK (last_day IS date(last_day, '+0 days') AND last_day >= '0001-01-01'),
        shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)),
        UNIQUE (recipient, month, participant_id, stay_id, last_day)
    ) STRICT;
INSERT INTO "reminder" VALUES(1,1,'ame@kommun.example','2024-01',3,6,'2023-11-30',0);
INSERT INTO "reminder" VALUES(2,1,'ame@kommun.example','2024-01',4,13,'2024-01-31',1);
INSERT INTO "reminder" VALUES(3,1,'ame@kommun.example','2024-01',1,2,'2024-03-31',1);
INSERT INTO "reminder" VALUES(4,2,'mia@kommun.example','2024-01',4,13,'2024-01-31',1);
INSERT INTO "reminder" VALUES(5,2,'mia@kommun.example','2024-01',1,2,'2024-03-31',1);
CREATE TABLE reminder_run (
        id INTEGER PRIMARY KEY,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        at TEXT NOT NULL,
        sent INTEGER NOT NULL,
        failed INTEGER NOT NULL
    ) STRICT;
INSERT INTO "reminder_run" VALUES(1,'2024-01-15','2024-01-15T09:00:00Z',1,1);
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
INSERT INTO "setting" VALUES(1,'remind.months','4');
INSERT INTO "setting" VALUES(2,'language','sv');
INSERT INTO "setting" VALUES(3,'mail.to','ame@kommun.example');
INSERT INTO "setting" VALUES(4,'mail.managers','on');
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
        decided_by TEXT,
        CHECK (last_day >= first_day),
        CHECK (planned_last_day >= first_day),
        CHECK ((last_day IS NULL) = (closed_on IS NULL))
    ) STRICT;
INSERT INTO "stay" VALUES(1,1,1,'2021-03-01',NULL,'2023-01-31','2023-02-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(2,1,6,'2023-02-01','2024-03-31',NULL,NULL,'BEA',NULL,'bedömd',NULL);
INSERT INTO "stay" VALUES(3,2,1,'2021-03-01',NULL,'2023-01-31','2023-02-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(4,2,6,'2023-02-01','2024-01-31','2023-12-31','2024-01-15','BEA',NULL,'bedömd',NULL);
INSERT INTO "stay" VALUES(5,3,1,'2021-03-01',NULL,'2022-11-30','2022-12-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(6,3,6,'2022-12-01','2023-11-30',NULL,NULL,'BEA',NULL,'bedömd',NULL);
INSERT INTO "stay" VALUES(7,4,1,'2022-01-10',NULL,'2022-01-31','2022-02-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(8,4,2,'2022-02-01',NULL,'2022-02-28','2022-03-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(9,4,3,'2022-03-01',NULL,'2022-04-30','2022-05-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(10,5,1,'2022-01-10',NULL,'2022-04-30','2022-05-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(11,4,4,'2022-05-01',NULL,'2022-07-31','2022-08-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(12,4,5,'2022-08-01',NULL,'2023-01-31','2023-02-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(13,4,6,'2023-02-01','2024-01-31',NULL,NULL,'BEA',NULL,NULL,NULL);
INSERT INTO "stay" VALUES(14,5,5,'2022-05-01',NULL,'2023-01-31','2023-02-01',NULL,NULL,'bedömd',NULL);
INSERT INTO "stay" VALUES(15,5,6,'2023-02-01','2025-01-31',NULL,NULL,'BEA',NULL,NULL,NULL);
INSERT INTO "stay" VALUES(16,6,1,'2022-01-10',NULL,'2022-04-30','2022-05-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(17,7,1,'2022-01-10',NULL,'2022-04-30','2022-05-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(18,6,5,'2022-05-01',NULL,'2023-01-31','2023-02-01',NULL,NULL,'bedömd',NULL);
INSERT INTO "stay" VALUES(19,7,5,'2022-05-01',NULL,NULL,NULL,NULL,NULL,'bedömd',NULL);
INSERT INTO "stay" VALUES(20,6,6,'2023-02-01','2025-01-31',NULL,NULL,'BEA',NULL,'utan intyg',NULL);
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
        own_sector INTEGER NOT NULL CHECK (own_sector IN (0, 1)),
        CHECK ((least_months IS NULL) = (most_months IS NULL))
    ) STRICT;
INSERT INTO "step" VALUES(1,'kartlaggning','kartläggning','mapping','ame',NULL,NULL,NULL,NULL,0);
INSERT INTO "step" VALUES(2,'utredning','utredning','investigation','ame',NULL,NULL,NULL,NULL,0);
INSERT INTO "step" VALUES(3,'arbetsprovning','arbetsprövning','work trial','adapted',NULL,NULL,NULL,NULL,0);
INSERT INTO "step" VALUES(4,'praktik','praktik','work placement','ordinary',NULL,NULL,NULL,NULL,0);
INSERT INTO "step" VALUES(5,'utbildningspraktik','utbildningspraktik','training in placement','ordinary',NULL,NULL,NULL,NULL,0);
INSERT INTO "step" VALUES(6,'serviceassistent','serviceassistent','serviceassistent','ordinary','AME',12,24,'BEA',0);
INSERT INTO "step" VALUES(7,'enhetsassistent','enhetsassistent','enhetsassistent','ordinary','sector',NULL,NULL,'AB',1);
INSERT INTO "step" VALUES(8,'underskoterska','undersköterska','undersköterska','ordinary','sector',NULL,NULL,NULL,0);
INSERT INTO "step" VALUES(9,'sjukskoterska','sjuksköterska','sjuksköterska','ordinary','sector',NULL,NULL,NULL,0);
CREATE TABLE workplace (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        sector_id INTEGER NOT NULL REFERENCES sector (id),
        municipality TEXT NOT NULL,
        adapted INTEGER NOT NULL DEFAULT 0 CHECK (adapted IN (0, 1)),
        manager TEXT,
        manager_email TEXT,
        places INTEGER CHECK (places >= 0)
    ) STRICT;
INSERT INTO "workplace" VALUES(1,'Solgården',3,'Skövde',0,NULL,'mia@kommun.example',3);
INSERT INTO "workplace" VALUES(2,'Björkskolan',2,'Skövde',0,NULL,'mia@kommun.example',NULL);
INSERT INTO "workplace" VALUES(3,'Ängsgården',3,'Mariestad',0,NULL,NULL,NULL);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX one_open_enrolment ON enrolment (participant_id) WHERE last_day IS NULL;
CREATE UNIQUE INDEX one_open_stay ON stay (enrolment_id) WHERE last_day IS NULL;
CREATE UNIQUE INDEX one_open_placement ON placement (enrolment_id) WHERE last_day IS NULL;
CREATE UNIQUE INDEX one_open_change ON change (is_open) WHERE is_open = 1;
CREATE INDEX enrolment_by_participant ON enrolment (participant_id, first_day);
CREATE INDEX enrolment_by_cohort ON enrolment (cohort_id, first_day, last_day);
CREATE INDEX stay_by_enrolment ON stay (enrolment_id, first_day);
CREATE INDEX stay_by_planned_last_day ON stay (planned_last_day) WHERE planned_last_day IS NOT NULL;
CREATE INDEX extension_by_stay ON extension (stay_id, decided_on);
CREATE INDEX placement_by_enrolment ON placement (enrolment_id, first_day);
CREATE INDEX placement_by_workplace ON placement (workplace_id, first_day);
CREATE INDEX change_row_by_change ON change_row (change_id);
CREATE INDEX change_row_by_participant ON change_row (participant_id) WHERE participant_id IS NOT NULL;
CREATE VIEW current_participant AS
    SELECT printf('S-%04d', participant.id) AS reference,
        CASE WHEN NOT protected THEN participant.name END AS name,
        cohort.name AS cohort, enrolment.municipality, step.code AS step,
        stay.first_day AS since, stay.planned_last_day,
        CASE WHEN NOT protected THEN (
            SELECT workplace.name FROM placement JOIN workplace ON workplace.id = workplace_id
            WHERE placement.enrolment_id = enrolment.id AND placement.first_day <= date('now', 'localtime')
                AND (placement.last_day IS NULL OR placement.last_day >= date('now', 'localtime'))
        ) END AS workplace,
        protected
    FROM stay
    JOIN enrolment ON enrolment.id = stay.enrolment_id
    JOIN participant ON participant.id = participant_id
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
            WHERE stay.enrolment_id = enrolment.id AND stay.first_day <= date('now', 'localtime'))) AS converted
    FROM cohort
    LEFT JOIN enrolment ON cohort_id = cohort.id AND enrolment.first_day <= date('now', 'localtime')
    GROUP BY cohort.id
    ORDER BY cohort.first_day IS NULL, cohort.first_day, cohort.name;
CREATE VIEW period_expiry AS
    WITH clock AS (
        SELECT date('now', 'localtime') AS today,
            coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'remind.months'), 3)
                AS ahead
    ), horizon AS (
        SELECT today, min(
            date(today, 'start of month', ahead || ' months',
                (strftime('%d', today) - 1) || ' days'),
            date(today, 'start of month', (ahead + 1) || ' months', '-1 day')) AS until
        FROM clock
    ), running AS (
        SELECT stay.*, horizon.today, date(planned_last_day, '+1 day') AS day_after
        FROM stay, horizon
        WHERE planned_last_day <= until AND first_day <= today
            AND (last_day IS NULL OR last_day >= today)
            AND (closed_on IS NULL OR closed_on > today)
    )
    SELECT printf('S-%04d', participant.id) AS reference,
        CASE WHEN NOT protected THEN participant.name END AS name,
        CASE WHEN NOT protected THEN (
            SELECT workplace.name FROM placement JOIN workplace ON workplace.id = workplace_id
            WHERE placement.enrolment_id = enrolment.id AND placement.first_day <= today
                AND (placement.last_day IS NULL OR placement.last_day >= today)
        ) END AS workplace,
        enrolment.municipality, cohort.name AS cohort, step.code AS step,
        running.first_day, planned_last_day AS last_day,
        (strftime('%Y', day_after) - strftime('%Y', running.first_day)) * 12
            + strftime('%m', day_after) - strftime('%m', running.first_day)
            - (strftime('%d', day_after) < strftime('%d', running.first_day)) AS months,
        CAST(julianday(planned_last_day) - julianday(today) AS INTEGER) AS days_left,
        CASE WHEN planned_last_day < today THEN 'overdue' ELSE 'ending' END AS state,
        running.agreement, step.payer,
        CASE running.agreement
            WHEN 'BEA' THEN date(planned_last_day, '-14 days')
            WHEN 'AB' THEN min(
                date(planned_last_day, 'start of month', '-1 month',
                    (strftime('%d', planned_last_day) - 1) || ' days'),
                date(planned_last_day, 'start of month', '-1 day'))
        END AS notice_by,
        protected
    FROM running
    JOIN enrolment ON enrolment.id = running.enrolment_id
    JOIN participant ON participant.id = participant_id
    JOIN cohort ON cohort.id = cohort_id
    JOIN step ON step.id = step_id
    ORDER BY planned_last_day, participant.id;
CREATE TRIGGER setting_insert_log AFTER INSERT ON setting 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'setting ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'setting', NEW.id, NULL, NULL, json_object('id', NEW.id, 'key', NEW.key, 'value', NEW.value));
        END;
CREATE TRIGGER setting_update_log AFTER UPDATE ON setting WHEN json_object('id', OLD.id, 'key', OLD.key, 'value', OLD.value) <> json_object('id', NEW.id, 'key', NEW.key, 'value', NEW.value)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'setting ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'setting', NEW.id, NULL, json_object('id', OLD.id, 'key', OLD.key, 'value', OLD.value), json_object('id', NEW.id, 'key', NEW.key, 'value', NEW.value));
        END;
CREATE TRIGGER setting_delete_log AFTER DELETE ON setting 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'setting ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'setting', OLD.id, NULL, json_object('id', OLD.id, 'key', OLD.key, 'value', OLD.value), NULL);
        END;
CREATE TRIGGER setting_no_replacing_insert BEFORE INSERT ON setting
        WHEN EXISTS (SELECT 1 FROM setting WHERE (id = NEW.id OR key = NEW.key)) BEGIN SELECT RAISE(ABORT, 'setting: this row is there already; update it instead'); END;
CREATE TRIGGER setting_no_replacing_update BEFORE UPDATE ON setting
        WHEN EXISTS (SELECT 1 FROM setting WHERE id <> OLD.id AND (id = NEW.id OR key = NEW.key)) BEGIN SELECT RAISE(ABORT, 'setting: this row is there already; update it instead'); END;
CREATE TRIGGER project_insert_log AFTER INSERT ON project 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'project ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'project', NEW.id, NULL, NULL, json_object('id', NEW.id, 'name', NEW.name, 'number', NEW.number, 'region', NEW.region, 'owner', NEW.owner, 'partners', NEW.partners, 'objective', NEW.objective, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'planned', NEW.planned, 'budget', NEW.budget, 'granted', NEW.granted, 'reported_cost', NEW.reported_cost, 'contact', NEW.contact, 'email', NEW.email));
        END;
CREATE TRIGGER project_update_log AFTER UPDATE ON project WHEN json_object('id', OLD.id, 'name', OLD.name, 'number', OLD.number, 'region', OLD.region, 'owner', OLD.owner, 'partners', OLD.partners, 'objective', OLD.objective, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'planned', OLD.planned, 'budget', OLD.budget, 'granted', OLD.granted, 'reported_cost', OLD.reported_cost, 'contact', OLD.contact, 'email', OLD.email) <> json_object('id', NEW.id, 'name', NEW.name, 'number', NEW.number, 'region', NEW.region, 'owner', NEW.owner, 'partners', NEW.partners, 'objective', NEW.objective, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'planned', NEW.planned, 'budget', NEW.budget, 'granted', NEW.granted, 'reported_cost', NEW.reported_cost, 'contact', NEW.contact, 'email', NEW.email)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'project ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'project', NEW.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'number', OLD.number, 'region', OLD.region, 'owner', OLD.owner, 'partners', OLD.partners, 'objective', OLD.objective, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'planned', OLD.planned, 'budget', OLD.budget, 'granted', OLD.granted, 'reported_cost', OLD.reported_cost, 'contact', OLD.contact, 'email', OLD.email), json_object('id', NEW.id, 'name', NEW.name, 'number', NEW.number, 'region', NEW.region, 'owner', NEW.owner, 'partners', NEW.partners, 'objective', NEW.objective, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'planned', NEW.planned, 'budget', NEW.budget, 'granted', NEW.granted, 'reported_cost', NEW.reported_cost, 'contact', NEW.contact, 'email', NEW.email));
        END;
CREATE TRIGGER project_delete_log AFTER DELETE ON project 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'project ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'project', OLD.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'number', OLD.number, 'region', OLD.region, 'owner', OLD.owner, 'partners', OLD.partners, 'objective', OLD.objective, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'planned', OLD.planned, 'budget', OLD.budget, 'granted', OLD.granted, 'reported_cost', OLD.reported_cost, 'contact', OLD.contact, 'email', OLD.email), NULL);
        END;
CREATE TRIGGER project_no_replacing_insert BEFORE INSERT ON project
        WHEN EXISTS (SELECT 1 FROM project WHERE (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'project: this row is there already; update it instead'); END;
CREATE TRIGGER project_no_replacing_update BEFORE UPDATE ON project
        WHEN EXISTS (SELECT 1 FROM project WHERE id <> OLD.id AND (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'project: this row is there already; update it instead'); END;
CREATE TRIGGER cohort_insert_log AFTER INSERT ON cohort 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'cohort ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'cohort', NEW.id, NULL, NULL, json_object('id', NEW.id, 'name', NEW.name, 'planned', NEW.planned, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'project_id', NEW.project_id));
        END;
CREATE TRIGGER cohort_update_log AFTER UPDATE ON cohort WHEN json_object('id', OLD.id, 'name', OLD.name, 'planned', OLD.planned, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'project_id', OLD.project_id) <> json_object('id', NEW.id, 'name', NEW.name, 'planned', NEW.planned, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'project_id', NEW.project_id)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'cohort ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'cohort', NEW.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'planned', OLD.planned, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'project_id', OLD.project_id), json_object('id', NEW.id, 'name', NEW.name, 'planned', NEW.planned, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'project_id', NEW.project_id));
        END;
CREATE TRIGGER cohort_delete_log AFTER DELETE ON cohort 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'cohort ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'cohort', OLD.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'planned', OLD.planned, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'project_id', OLD.project_id), NULL);
        END;
CREATE TRIGGER cohort_no_replacing_insert BEFORE INSERT ON cohort
        WHEN EXISTS (SELECT 1 FROM cohort WHERE (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'cohort: this row is there already; update it instead'); END;
CREATE TRIGGER cohort_no_replacing_update BEFORE UPDATE ON cohort
        WHEN EXISTS (SELECT 1 FROM cohort WHERE id <> OLD.id AND (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'cohort: this row is there already; update it instead'); END;
CREATE TRIGGER step_insert_log AFTER INSERT ON step 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'step ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'step', NEW.id, NULL, NULL, json_object('id', NEW.id, 'code', NEW.code, 'swedish', NEW.swedish, 'english', NEW.english, 'location', NEW.location, 'payer', NEW.payer, 'least_months', NEW.least_months, 'most_months', NEW.most_months, 'agreement', NEW.agreement, 'own_sector', NEW.own_sector));
        END;
CREATE TRIGGER step_update_log AFTER UPDATE ON step WHEN json_object('id', OLD.id, 'code', OLD.code, 'swedish', OLD.swedish, 'english', OLD.english, 'location', OLD.location, 'payer', OLD.payer, 'least_months', OLD.least_months, 'most_months', OLD.most_months, 'agreement', OLD.agreement, 'own_sector', OLD.own_sector) <> json_object('id', NEW.id, 'code', NEW.code, 'swedish', NEW.swedish, 'english', NEW.english, 'location', NEW.location, 'payer', NEW.payer, 'least_months', NEW.least_months, 'most_months', NEW.most_months, 'agreement', NEW.agreement, 'own_sector', NEW.own_sector)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'step ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'step', NEW.id, NULL, json_object('id', OLD.id, 'code', OLD.code, 'swedish', OLD.swedish, 'english', OLD.english, 'location', OLD.location, 'payer', OLD.payer, 'least_months', OLD.least_months, 'most_months', OLD.most_months, 'agreement', OLD.agreement, 'own_sector', OLD.own_sector), json_object('id', NEW.id, 'code', NEW.code, 'swedish', NEW.swedish, 'english', NEW.english, 'location', NEW.location, 'payer', NEW.payer, 'least_months', NEW.least_months, 'most_months', NEW.most_months, 'agreement', NEW.agreement, 'own_sector', NEW.own_sector));
        END;
CREATE TRIGGER step_delete_log AFTER DELETE ON step 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'step ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'step', OLD.id, NULL, json_object('id', OLD.id, 'code', OLD.code, 'swedish', OLD.swedish, 'english', OLD.english, 'location', OLD.location, 'payer', OLD.payer, 'least_months', OLD.least_months, 'most_months', OLD.most_months, 'agreement', OLD.agreement, 'own_sector', OLD.own_sector), NULL);
        END;
CREATE TRIGGER step_no_replacing_insert BEFORE INSERT ON step
        WHEN EXISTS (SELECT 1 FROM step WHERE (id = NEW.id OR code = NEW.code)) BEGIN SELECT RAISE(ABORT, 'step: this row is there already; update it instead'); END;
CREATE TRIGGER step_no_replacing_update BEFORE UPDATE ON step
        WHEN EXISTS (SELECT 1 FROM step WHERE id <> OLD.id AND (id = NEW.id OR code = NEW.code)) BEGIN SELECT RAISE(ABORT, 'step: this row is there already; update it instead'); END;
CREATE TRIGGER sector_insert_log AFTER INSERT ON sector 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'sector ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'sector', NEW.id, NULL, NULL, json_object('id', NEW.id, 'name', NEW.name, 'employs_from', NEW.employs_from));
        END;
CREATE TRIGGER sector_update_log AFTER UPDATE ON sector WHEN json_object('id', OLD.id, 'name', OLD.name, 'employs_from', OLD.employs_from) <> json_object('id', NEW.id, 'name', NEW.name, 'employs_from', NEW.employs_from)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'sector ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'sector', NEW.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'employs_from', OLD.employs_from), json_object('id', NEW.id, 'name', NEW.name, 'employs_from', NEW.employs_from));
        END;
CREATE TRIGGER sector_delete_log AFTER DELETE ON sector 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'sector ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'sector', OLD.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'employs_from', OLD.employs_from), NULL);
        END;
CREATE TRIGGER sector_no_replacing_insert BEFORE INSERT ON sector
        WHEN EXISTS (SELECT 1 FROM sector WHERE (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'sector: this row is there already; update it instead'); END;
CREATE TRIGGER sector_no_replacing_update BEFORE UPDATE ON sector
        WHEN EXISTS (SELECT 1 FROM sector WHERE id <> OLD.id AND (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'sector: this row is there already; update it instead'); END;
CREATE TRIGGER workplace_insert_log AFTER INSERT ON workplace 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'workplace ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'workplace', NEW.id, NULL, NULL, json_object('id', NEW.id, 'name', NEW.name, 'sector_id', NEW.sector_id, 'municipality', NEW.municipality, 'adapted', NEW.adapted, 'manager', NEW.manager, 'manager_email', NEW.manager_email, 'places', NEW.places));
        END;
CREATE TRIGGER workplace_update_log AFTER UPDATE ON workplace WHEN json_object('id', OLD.id, 'name', OLD.name, 'sector_id', OLD.sector_id, 'municipality', OLD.municipality, 'adapted', OLD.adapted, 'manager', OLD.manager, 'manager_email', OLD.manager_email, 'places', OLD.places) <> json_object('id', NEW.id, 'name', NEW.name, 'sector_id', NEW.sector_id, 'municipality', NEW.municipality, 'adapted', NEW.adapted, 'manager', NEW.manager, 'manager_email', NEW.manager_email, 'places', NEW.places)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'workplace ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'workplace', NEW.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'sector_id', OLD.sector_id, 'municipality', OLD.municipality, 'adapted', OLD.adapted, 'manager', OLD.manager, 'manager_email', OLD.manager_email, 'places', OLD.places), json_object('id', NEW.id, 'name', NEW.name, 'sector_id', NEW.sector_id, 'municipality', NEW.municipality, 'adapted', NEW.adapted, 'manager', NEW.manager, 'manager_email', NEW.manager_email, 'places', NEW.places));
        END;
CREATE TRIGGER workplace_delete_log AFTER DELETE ON workplace 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'workplace ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'workplace', OLD.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'sector_id', OLD.sector_id, 'municipality', OLD.municipality, 'adapted', OLD.adapted, 'manager', OLD.manager, 'manager_email', OLD.manager_email, 'places', OLD.places), NULL);
        END;
CREATE TRIGGER workplace_no_replacing_insert BEFORE INSERT ON workplace
        WHEN EXISTS (SELECT 1 FROM workplace WHERE (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'workplace: this row is there already; update it instead'); END;
CREATE TRIGGER workplace_no_replacing_update BEFORE UPDATE ON workplace
        WHEN EXISTS (SELECT 1 FROM workplace WHERE id <> OLD.id AND (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'workplace: this row is there already; update it instead'); END;
CREATE TRIGGER participant_insert_log AFTER INSERT ON participant 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'participant ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'participant', NEW.id, NEW.id, NULL, json_object('id', NEW.id, 'kind', NEW.kind, 'number', NEW.number, 'sex', NEW.sex, 'birth_year', NEW.birth_year, 'name', NEW.name, 'protected', NEW.protected));
        END;
CREATE TRIGGER participant_update_log AFTER UPDATE ON participant WHEN json_object('id', OLD.id, 'kind', OLD.kind, 'number', OLD.number, 'sex', OLD.sex, 'birth_year', OLD.birth_year, 'name', OLD.name, 'protected', OLD.protected) <> json_object('id', NEW.id, 'kind', NEW.kind, 'number', NEW.number, 'sex', NEW.sex, 'birth_year', NEW.birth_year, 'name', NEW.name, 'protected', NEW.protected)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'participant ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'participant', NEW.id, NEW.id, json_object('id', OLD.id, 'kind', OLD.kind, 'number', OLD.number, 'sex', OLD.sex, 'birth_year', OLD.birth_year, 'name', OLD.name, 'protected', OLD.protected), json_object('id', NEW.id, 'kind', NEW.kind, 'number', NEW.number, 'sex', NEW.sex, 'birth_year', NEW.birth_year, 'name', NEW.name, 'protected', NEW.protected));
        END;
CREATE TRIGGER participant_delete_log AFTER DELETE ON participant 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'participant ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'participant', OLD.id, OLD.id, json_object('id', OLD.id, 'kind', OLD.kind, 'number', OLD.number, 'sex', OLD.sex, 'birth_year', OLD.birth_year, 'name', OLD.name, 'protected', OLD.protected), NULL);
        END;
CREATE TRIGGER participant_no_replacing_insert BEFORE INSERT ON participant
        WHEN EXISTS (SELECT 1 FROM participant WHERE (id = NEW.id OR number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'participant: this row is there already; update it instead'); END;
CREATE TRIGGER participant_no_replacing_update BEFORE UPDATE ON participant
        WHEN EXISTS (SELECT 1 FROM participant WHERE id <> OLD.id AND (id = NEW.id OR number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'participant: this row is there already; update it instead'); END;
CREATE TRIGGER enrolment_insert_log AFTER INSERT ON enrolment 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'enrolment ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'enrolment', NEW.id, NEW.participant_id, NULL, json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'cohort_id', NEW.cohort_id, 'municipality', NEW.municipality, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'left_to', NEW.left_to, 'qualification', NEW.qualification, 'status', NEW.status, 'disability', NEW.disability, 'long_term_unemployed', NEW.long_term_unemployed, 'education', NEW.education, 'consultant', NEW.consultant, 'exception', NEW.exception));
        END;
CREATE TRIGGER enrolment_update_log AFTER UPDATE ON enrolment WHEN json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'cohort_id', OLD.cohort_id, 'municipality', OLD.municipality, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'left_to', OLD.left_to, 'qualification', OLD.qualification, 'status', OLD.status, 'disability', OLD.disability, 'long_term_unemployed', OLD.long_term_unemployed, 'education', OLD.education, 'consultant', OLD.consultant, 'exception', OLD.exception) <> json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'cohort_id', NEW.cohort_id, 'municipality', NEW.municipality, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'left_to', NEW.left_to, 'qualification', NEW.qualification, 'status', NEW.status, 'disability', NEW.disability, 'long_term_unemployed', NEW.long_term_unemployed, 'education', NEW.education, 'consultant', NEW.consultant, 'exception', NEW.exception)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'enrolment ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'enrolment', NEW.id, NEW.participant_id, json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'cohort_id', OLD.cohort_id, 'municipality', OLD.municipality, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'left_to', OLD.left_to, 'qualification', OLD.qualification, 'status', OLD.status, 'disability', OLD.disability, 'long_term_unemployed', OLD.long_term_unemployed, 'education', OLD.education, 'consultant', OLD.consultant, 'exception', OLD.exception), json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'cohort_id', NEW.cohort_id, 'municipality', NEW.municipality, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'left_to', NEW.left_to, 'qualification', NEW.qualification, 'status', NEW.status, 'disability', NEW.disability, 'long_term_unemployed', NEW.long_term_unemployed, 'education', NEW.education, 'consultant', NEW.consultant, 'exception', NEW.exception));
        END;
CREATE TRIGGER enrolment_delete_log AFTER DELETE ON enrolment 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'enrolment ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'enrolment', OLD.id, OLD.participant_id, json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'cohort_id', OLD.cohort_id, 'municipality', OLD.municipality, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'left_to', OLD.left_to, 'qualification', OLD.qualification, 'status', OLD.status, 'disability', OLD.disability, 'long_term_unemployed', OLD.long_term_unemployed, 'education', OLD.education, 'consultant', OLD.consultant, 'exception', OLD.exception), NULL);
        END;
CREATE TRIGGER enrolment_no_replacing_insert BEFORE INSERT ON enrolment
        WHEN EXISTS (SELECT 1 FROM enrolment WHERE (id = NEW.id OR participant_id = NEW.participant_id AND last_day IS NULL AND NEW.last_day IS NULL)) BEGIN SELECT RAISE(ABORT, 'enrolment: this row is there already; update it instead'); END;
CREATE TRIGGER enrolment_no_replacing_update BEFORE UPDATE ON enrolment
        WHEN EXISTS (SELECT 1 FROM enrolment WHERE id <> OLD.id AND (id = NEW.id OR participant_id = NEW.participant_id AND last_day IS NULL AND NEW.last_day IS NULL)) BEGIN SELECT RAISE(ABORT, 'enrolment: this row is there already; update it instead'); END;
CREATE TRIGGER stay_insert_log AFTER INSERT ON stay 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'stay ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'stay', NEW.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), NULL, json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'step_id', NEW.step_id, 'first_day', NEW.first_day, 'planned_last_day', NEW.planned_last_day, 'last_day', NEW.last_day, 'closed_on', NEW.closed_on, 'agreement', NEW.agreement, 'weekends', NEW.weekends, 'exception', NEW.exception, 'decided_by', NEW.decided_by));
        END;
CREATE TRIGGER stay_update_log AFTER UPDATE ON stay WHEN json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'step_id', OLD.step_id, 'first_day', OLD.first_day, 'planned_last_day', OLD.planned_last_day, 'last_day', OLD.last_day, 'closed_on', OLD.closed_on, 'agreement', OLD.agreement, 'weekends', OLD.weekends, 'exception', OLD.exception, 'decided_by', OLD.decided_by) <> json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'step_id', NEW.step_id, 'first_day', NEW.first_day, 'planned_last_day', NEW.planned_last_day, 'last_day', NEW.last_day, 'closed_on', NEW.closed_on, 'agreement', NEW.agreement, 'weekends', NEW.weekends, 'exception', NEW.exception, 'decided_by', NEW.decided_by)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'stay ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'stay', NEW.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'step_id', OLD.step_id, 'first_day', OLD.first_day, 'planned_last_day', OLD.planned_last_day, 'last_day', OLD.last_day, 'closed_on', OLD.closed_on, 'agreement', OLD.agreement, 'weekends', OLD.weekends, 'exception', OLD.exception, 'decided_by', OLD.decided_by), json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'step_id', NEW.step_id, 'first_day', NEW.first_day, 'planned_last_day', NEW.planned_last_day, 'last_day', NEW.last_day, 'closed_on', NEW.closed_on, 'agreement', NEW.agreement, 'weekends', NEW.weekends, 'exception', NEW.exception, 'decided_by', NEW.decided_by));
        END;
CREATE TRIGGER stay_delete_log AFTER DELETE ON stay 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'stay ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'stay', OLD.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = OLD.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = OLD.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'step_id', OLD.step_id, 'first_day', OLD.first_day, 'planned_last_day', OLD.planned_last_day, 'last_day', OLD.last_day, 'closed_on', OLD.closed_on, 'agreement', OLD.agreement, 'weekends', OLD.weekends, 'exception', OLD.exception, 'decided_by', OLD.decided_by), NULL);
        END;
CREATE TRIGGER stay_no_replacing_insert BEFORE INSERT ON stay
        WHEN EXISTS (SELECT 1 FROM stay WHERE (id = NEW.id OR enrolment_id = NEW.enrolment_id AND last_day IS NULL AND NEW.last_day IS NULL)) BEGIN SELECT RAISE(ABORT, 'stay: this row is there already; update it instead'); END;
CREATE TRIGGER stay_no_replacing_update BEFORE UPDATE ON stay
        WHEN EXISTS (SELECT 1 FROM stay WHERE id <> OLD.id AND (id = NEW.id OR enrolment_id = NEW.enrolment_id AND last_day IS NULL AND NEW.last_day IS NULL)) BEGIN SELECT RAISE(ABORT, 'stay: this row is there already; update it instead'); END;
CREATE TRIGGER extension_insert_log AFTER INSERT ON extension 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'extension ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'extension', NEW.id, coalesce(
    (SELECT participant_id FROM stay JOIN enrolment ON enrolment.id = enrolment_id
     WHERE stay.id = NEW.stay_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'stay' AND row_id = NEW.stay_id LIMIT 1)), NULL, json_object('id', NEW.id, 'stay_id', NEW.stay_id, 'decided_on', NEW.decided_on, 'old_last_day', NEW.old_last_day, 'new_last_day', NEW.new_last_day, 'decided_by', NEW.decided_by));
        END;
CREATE TRIGGER extension_update_log AFTER UPDATE ON extension WHEN json_object('id', OLD.id, 'stay_id', OLD.stay_id, 'decided_on', OLD.decided_on, 'old_last_day', OLD.old_last_day, 'new_last_day', OLD.new_last_day, 'decided_by', OLD.decided_by) <> json_object('id', NEW.id, 'stay_id', NEW.stay_id, 'decided_on', NEW.decided_on, 'old_last_day', NEW.old_last_day, 'new_last_day', NEW.new_last_day, 'decided_by', NEW.decided_by)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'extension ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'extension', NEW.id, coalesce(
    (SELECT participant_id FROM stay JOIN enrolment ON enrolment.id = enrolment_id
     WHERE stay.id = NEW.stay_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'stay' AND row_id = NEW.stay_id LIMIT 1)), json_object('id', OLD.id, 'stay_id', OLD.stay_id, 'decided_on', OLD.decided_on, 'old_last_day', OLD.old_last_day, 'new_last_day', OLD.new_last_day, 'decided_by', OLD.decided_by), json_object('id', NEW.id, 'stay_id', NEW.stay_id, 'decided_on', NEW.decided_on, 'old_last_day', NEW.old_last_day, 'new_last_day', NEW.new_last_day, 'decided_by', NEW.decided_by));
        END;
CREATE TRIGGER extension_delete_log AFTER DELETE ON extension 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'extension ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'extension', OLD.id, coalesce(
    (SELECT participant_id FROM stay JOIN enrolment ON enrolment.id = enrolment_id
     WHERE stay.id = OLD.stay_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'stay' AND row_id = OLD.stay_id LIMIT 1)), json_object('id', OLD.id, 'stay_id', OLD.stay_id, 'decided_on', OLD.decided_on, 'old_last_day', OLD.old_last_day, 'new_last_day', OLD.new_last_day, 'decided_by', OLD.decided_by), NULL);
        END;
CREATE TRIGGER extension_no_replacing_insert BEFORE INSERT ON extension
        WHEN EXISTS (SELECT 1 FROM extension WHERE (id = NEW.id OR FALSE)) BEGIN SELECT RAISE(ABORT, 'extension: this row is there already; update it instead'); END;
CREATE TRIGGER extension_no_replacing_update BEFORE UPDATE ON extension
        WHEN EXISTS (SELECT 1 FROM extension WHERE id <> OLD.id AND (id = NEW.id OR FALSE)) BEGIN SELECT RAISE(ABORT, 'extension: this row is there already; update it instead'); END;
CREATE TRIGGER placement_insert_log AFTER INSERT ON placement 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'placement ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'placement', NEW.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), NULL, json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'workplace_id', NEW.workplace_id, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'percent', NEW.percent, 'supervisor', NEW.supervisor));
        END;
CREATE TRIGGER placement_update_log AFTER UPDATE ON placement WHEN json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'workplace_id', OLD.workplace_id, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'percent', OLD.percent, 'supervisor', OLD.supervisor) <> json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'workplace_id', NEW.workplace_id, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'percent', NEW.percent, 'supervisor', NEW.supervisor)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'placement ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'placement', NEW.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'workplace_id', OLD.workplace_id, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'percent', OLD.percent, 'supervisor', OLD.supervisor), json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'workplace_id', NEW.workplace_id, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'percent', NEW.percent, 'supervisor', NEW.supervisor));
        END;
CREATE TRIGGER placement_delete_log AFTER DELETE ON placement 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'placement ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'placement', OLD.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = OLD.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = OLD.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'workplace_id', OLD.workplace_id, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'percent', OLD.percent, 'supervisor', OLD.supervisor), NULL);
        END;
CREATE TRIGGER placement_no_replacing_insert BEFORE INSERT ON placement
        WHEN EXISTS (SELECT 1 FROM placement WHERE (id = NEW.id OR enrolment_id = NEW.enrolment_id AND last_day IS NULL AND NEW.last_day IS NULL)) BEGIN SELECT RAISE(ABORT, 'placement: this row is there already; update it instead'); END;
CREATE TRIGGER placement_no_replacing_update BEFORE UPDATE ON placement
        WHEN EXISTS (SELECT 1 FROM placement WHERE id <> OLD.id AND (id = NEW.id OR enrolment_id = NEW.enrolment_id AND last_day IS NULL AND NEW.last_day IS NULL)) BEGIN SELECT RAISE(ABORT, 'placement: this row is there already; update it instead'); END;
CREATE TRIGGER follow_up_insert_log AFTER INSERT ON follow_up 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'follow_up ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'follow_up', NEW.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), NULL, json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'day', NEW.day, 'status', NEW.status));
        END;
CREATE TRIGGER follow_up_update_log AFTER UPDATE ON follow_up WHEN json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'day', OLD.day, 'status', OLD.status) <> json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'day', NEW.day, 'status', NEW.status)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'follow_up ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'follow_up', NEW.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'day', OLD.day, 'status', OLD.status), json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'day', NEW.day, 'status', NEW.status));
        END;
CREATE TRIGGER follow_up_delete_log AFTER DELETE ON follow_up 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'follow_up ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'follow_up', OLD.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = OLD.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = OLD.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'day', OLD.day, 'status', OLD.status), NULL);
        END;
CREATE TRIGGER follow_up_no_replacing_insert BEFORE INSERT ON follow_up
        WHEN EXISTS (SELECT 1 FROM follow_up WHERE (id = NEW.id OR enrolment_id = NEW.enrolment_id AND day = NEW.day)) BEGIN SELECT RAISE(ABORT, 'follow_up: this row is there already; update it instead'); END;
CREATE TRIGGER follow_up_no_replacing_update BEFORE UPDATE ON follow_up
        WHEN EXISTS (SELECT 1 FROM follow_up WHERE id <> OLD.id AND (id = NEW.id OR enrolment_id = NEW.enrolment_id AND day = NEW.day)) BEGIN SELECT RAISE(ABORT, 'follow_up: this row is there already; update it instead'); END;
CREATE UNIQUE INDEX one_draft ON outbox (recipient) WHERE sent_at IS NULL AND NOT begun;
CREATE INDEX reminder_by_outbox ON reminder (outbox_id);
CREATE INDEX reminder_by_participant ON reminder (participant_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('participant',7);
INSERT INTO "sqlite_sequence" VALUES('outbox',2);
COMMIT;
