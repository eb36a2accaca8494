-- Reminders that were sent, refused and perhaps sent, as version 2 of the file had them and its
-- own code wrote them. Everybody in it is invented. reminded_2.json holds what it answered.
PRAGMA application_id = 1398031687;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'steg','version_1','2026-11-28 12:29:31.839614+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'steg','version_2','2026-11-28 12:29:31.844071+00:00');
CREATE TABLE change (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        command TEXT NOT NULL,
        summary TEXT NOT NULL DEFAULT '',
        reverses INTEGER REFERENCES change (id),
        is_open INTEGER NOT NULL DEFAULT 0 CHECK (is_open IN (0, 1))
    ) STRICT;
INSERT INTO "change" VALUES(1,'2023-12-01T08:00:00Z','2023-12-01','init','',NULL,0);
INSERT INTO "change" VALUES(2,'2023-12-01T08:00:00Z','2023-12-01','workplace add','Snickeriet',NULL,0);
INSERT INTO "change" VALUES(3,'2023-12-01T08:00:00Z','2023-12-01','workplace add','Solgården',NULL,0);
INSERT INTO "change" VALUES(4,'2023-12-01T08:00:00Z','2023-12-01','workplace add','Björkskolan',NULL,0);
INSERT INTO "change" VALUES(5,'2023-12-01T08:00:00Z','2023-12-01','workplace edit','Solgården',NULL,0);
INSERT INTO "change" VALUES(6,'2023-12-01T08:00:00Z','2023-12-01','workplace edit','Björkskolan',NULL,0);
INSERT INTO "change" VALUES(7,'2023-12-01T08:00:00Z','2023-12-01','setting','mail.to = ame@kommun.example',NULL,0);
INSERT INTO "change" VALUES(8,'2023-12-01T08:00:00Z','2023-12-01','setting','mail.managers = on',NULL,0);
INSERT INTO "change" VALUES(9,'2023-12-01T08:00:00Z','2023-12-01','setting','mail.transport = smtp',NULL,0);
INSERT INTO "change" VALUES(10,'2023-12-01T08:00:00Z','2023-12-01','setting','mail.host = mail.kommun.example',NULL,0);
INSERT INTO "change" VALUES(11,'2023-12-01T08:00:00Z','2023-12-01','setting','language = sv',NULL,0);
INSERT INTO "change" VALUES(12,'2023-12-01T08:00:00Z','2023-12-01','setting','mail.names = initials',NULL,0);
INSERT INTO "change" VALUES(13,'2023-12-01T08:00:00Z','2023-12-01','enrol','S-0001 kartlaggning 2021-03-01',NULL,0);
INSERT INTO "change" VALUES(14,'2023-12-01T08:00:00Z','2023-12-01','advance','S-0001 kartlaggning > serviceassistent 2023-03-01',NULL,0);
INSERT INTO "change" VALUES(15,'2023-12-01T08:00:00Z','2023-12-01','enrol','S-0002 kartlaggning 2021-03-01',NULL,0);
INSERT INTO "change" VALUES(16,'2023-12-01T08:00:00Z','2023-12-01','advance','S-0002 kartlaggning > serviceassistent 2022-09-01',NULL,0);
INSERT INTO "change" VALUES(17,'2023-12-01T08:00:00Z','2023-12-01','enrol','S-0003 kartlaggning 2021-03-01',NULL,0);
INSERT INTO "change" VALUES(18,'2023-12-01T08:00:00Z','2023-12-01','advance','S-0003 kartlaggning > serviceassistent 2023-02-01',NULL,0);
INSERT INTO "change" VALUES(19,'2023-12-01T08:00:00Z','2023-12-01','enrol','S-0004 kartlaggning 2021-03-01',NULL,0);
INSERT INTO "change" VALUES(20,'2023-12-01T08:00:00Z','2023-12-01','advance','S-0004 kartlaggning > serviceassistent 2023-04-01',NULL,0);
INSERT INTO "change" VALUES(21,'2023-12-01T08:00:00Z','2023-12-01','enrol','S-0005 kartlaggning 2021-03-01',NULL,0);
INSERT INTO "change" VALUES(22,'2023-12-01T08:00:00Z','2023-12-01','enrol','S-0006 kartlaggning 2021-03-01',NULL,0);
INSERT INTO "change" VALUES(23,'2023-12-01T08:00:00Z','2023-12-01','advance','S-0006 kartlaggning > serviceassistent 2023-02-15',NULL,0);
INSERT INTO "change" VALUES(24,'2023-12-01T08:00:00Z','2023-12-01','enrol','S-0007 kartlaggning 2021-03-01',NULL,0);
INSERT INTO "change" VALUES(25,'2023-12-01T08:00:00Z','2023-12-01','advance','S-0007 kartlaggning > serviceassistent 2021-06-01',NULL,0);
INSERT INTO "change" VALUES(26,'2023-12-01T08:00:00Z','2023-12-01','advance','S-0007 serviceassistent > praktik 2022-06-01',NULL,0);
INSERT INTO "change" VALUES(27,'2023-12-01T08:00:00Z','2023-12-01','advance','S-0007 praktik > serviceassistent 2023-02-10',NULL,0);
INSERT INTO "change" VALUES(28,'2023-12-01T08:00:00Z','2023-12-01','enrol','S-0008 kartlaggning 2021-03-01',NULL,0);
INSERT INTO "change" VALUES(29,'2023-12-01T08:00:00Z','2023-12-01','advance','S-0008 kartlaggning > serviceassistent 2022-12-20',NULL,0);
INSERT INTO "change" VALUES(30,'2023-12-01T08:00:00Z','2023-12-01','leave','S-0005 kartlaggning > employment 2023-07-01',NULL,0);
INSERT INTO "change" VALUES(31,'2023-12-01T08:00:00Z','2023-12-01','place','S-0001 2023-05-01 100 %',NULL,0);
INSERT INTO "change" VALUES(32,'2023-12-01T08:00:00Z','2023-12-01','place','S-0001 2023-07-01 75 %',NULL,0);
INSERT INTO "change" VALUES(33,'2024-01-10T08:00:00Z','2024-01-10','extend','S-0007 serviceassistent 2024-02-09 > 2024-03-31',NULL,0);
INSERT INTO "change" VALUES(34,'2024-01-10T08:00:00Z','2024-01-10','extend','S-0004 serviceassistent 2024-03-31 > 2024-09-30',NULL,0);
INSERT INTO "change" VALUES(35,'2024-01-10T08:00:00Z','2024-01-10','leave','S-0008 serviceassistent > job-search 2023-12-19',NULL,0);
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
INSERT INTO "change_row" VALUES(16,2,'workplace',1,NULL,NULL,'{"id":1,"name":"Snickeriet","sector_id":1,"municipality":"Skövde","adapted":1,"manager":null,"manager_email":null,"places":null}');
INSERT INTO "change_row" VALUES(17,3,'workplace',2,NULL,NULL,'{"id":2,"name":"Solgården","sector_id":3,"municipality":"Skövde","adapted":0,"manager":null,"manager_email":null,"places":null}');
INSERT INTO "change_row" VALUES(18,4,'workplace',3,NULL,NULL,'{"id":3,"name":"Björkskolan","sector_id":2,"municipality":"Skövde","adapted":0,"manager":null,"manager_email":null,"places":null}');
INSERT INTO "change_row" VALUES(19,5,'workplace',2,NULL,'{"id":2,"name":"Solgården","sector_id":3,"municipality":"Skövde","adapted":0,"manager":null,"manager_email":null,"places":null}','{"id":2,"name":"Solgården","sector_id":3,"municipality":"Skövde","adapted":0,"manager":null,"manager_email":"mia@kommun.example","places":null}');
INSERT INTO "change_row" VALUES(20,6,'workplace',3,NULL,'{"id":3,"name":"Björkskolan","sector_id":2,"municipality":"Skövde","adapted":0,"manager":null,"manager_email":null,"places":null}','{"id":3,"name":"Björkskolan","sector_id":2,"municipality":"Skövde","adapted":0,"manager":null,"manager_email":"bo@kommun.example","places":null}');
INSERT INTO "change_row" VALUES(21,7,'setting',1,NULL,NULL,'{"id":1,"key":"mail.to","value":"ame@kommun.example"}');
INSERT INTO "change_row" VALUES(22,8,'setting',2,NULL,NULL,'{"id":2,"key":"mail.managers","value":"on"}');
INSERT INTO "change_row" VALUES(23,9,'setting',3,NULL,NULL,'{"id":3,"key":"mail.transport","value":"smtp"}');
INSERT INTO "change_row" VALUES(24,10,'setting',4,NULL,NULL,'{"id":4,"key":"mail.host","value":"mail.kommun.example"}');
INSERT INTO "change_row" VALUES(25,11,'setting',5,NULL,NULL,'{"id":5,"key":"language","value":"sv"}');
INSERT INTO "change_row" VALUES(26,12,'setting',6,NULL,NULL,'{"id":6,"key":"mail.names","value":"initials"}');
INSERT INTO "change_row" VALUES(27,13,'participant',1,1,NULL,'{"id":1,"kind":"personnummer","number":"198001019804","sex":"woman","birth_year":1980,"name":"Anna Alm","protected":0}');
INSERT INTO "change_row" VALUES(28,13,'enrolment',1,1,NULL,'{"id":1,"participant_id":1,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(29,13,'stay',1,1,NULL,'{"id":1,"enrolment_id":1,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(30,14,'stay',1,1,'{"id":1,"enrolment_id":1,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":1,"enrolment_id":1,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":"2023-02-28","closed_on":"2023-12-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(31,14,'stay',2,1,NULL,'{"id":2,"enrolment_id":1,"step_id":6,"first_day":"2023-03-01","planned_last_day":"2024-02-29","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(32,14,'placement',1,1,NULL,'{"id":1,"enrolment_id":1,"workplace_id":2,"first_day":"2023-03-01","last_day":null,"percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(33,15,'participant',2,2,NULL,'{"id":2,"kind":"personnummer","number":"198001029811","sex":"man","birth_year":1980,"name":"Bo Berg","protected":0}');
INSERT INTO "change_row" VALUES(34,15,'enrolment',2,2,NULL,'{"id":2,"participant_id":2,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(35,15,'stay',3,2,NULL,'{"id":3,"enrolment_id":2,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(36,16,'stay',3,2,'{"id":3,"enrolment_id":2,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":3,"enrolment_id":2,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":"2022-08-31","closed_on":"2023-12-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(37,16,'stay',4,2,NULL,'{"id":4,"enrolment_id":2,"step_id":6,"first_day":"2022-09-01","planned_last_day":"2023-08-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(38,16,'placement',2,2,NULL,'{"id":2,"enrolment_id":2,"workplace_id":3,"first_day":"2022-09-01","last_day":null,"percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(39,17,'participant',3,3,NULL,'{"id":3,"kind":"personnummer","number":"198001039802","sex":"woman","birth_year":1980,"name":"Zäta Qvarnskog","protected":1}');
INSERT INTO "change_row" VALUES(40,17,'enrolment',3,3,NULL,'{"id":3,"participant_id":3,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(41,17,'stay',5,3,NULL,'{"id":5,"enrolment_id":3,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(42,18,'stay',5,3,'{"id":5,"enrolment_id":3,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":5,"enrolment_id":3,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":"2023-01-31","closed_on":"2023-12-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(43,18,'stay',6,3,NULL,'{"id":6,"enrolment_id":3,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-01-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(44,18,'placement',3,3,NULL,'{"id":3,"enrolment_id":3,"workplace_id":2,"first_day":"2023-02-01","last_day":null,"percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(45,19,'participant',4,4,NULL,'{"id":4,"kind":"personnummer","number":"198001049819","sex":"man","birth_year":1980,"name":"David Dahl","protected":0}');
INSERT INTO "change_row" VALUES(46,19,'enrolment',4,4,NULL,'{"id":4,"participant_id":4,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(47,19,'stay',7,4,NULL,'{"id":7,"enrolment_id":4,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(48,20,'stay',7,4,'{"id":7,"enrolment_id":4,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":7,"enrolment_id":4,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":"2023-03-31","closed_on":"2023-12-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(49,20,'stay',8,4,NULL,'{"id":8,"enrolment_id":4,"step_id":6,"first_day":"2023-04-01","planned_last_day":"2024-03-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(50,20,'placement',4,4,NULL,'{"id":4,"enrolment_id":4,"workplace_id":3,"first_day":"2023-04-01","last_day":null,"percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(51,21,'participant',5,5,NULL,'{"id":5,"kind":"personnummer","number":"198001059800","sex":"woman","birth_year":1980,"name":"Eva Ek","protected":0}');
INSERT INTO "change_row" VALUES(52,21,'enrolment',5,5,NULL,'{"id":5,"participant_id":5,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(53,21,'stay',9,5,NULL,'{"id":9,"enrolment_id":5,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(54,22,'participant',6,6,NULL,'{"id":6,"kind":"personnummer","number":"198001069817","sex":"man","birth_year":1980,"name":"Filip Fors","protected":0}');
INSERT INTO "change_row" VALUES(55,22,'enrolment',6,6,NULL,'{"id":6,"participant_id":6,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(56,22,'stay',10,6,NULL,'{"id":10,"enrolment_id":6,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(57,23,'stay',10,6,'{"id":10,"enrolment_id":6,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":10,"enrolment_id":6,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":"2023-02-14","closed_on":"2023-12-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(58,23,'stay',11,6,NULL,'{"id":11,"enrolment_id":6,"step_id":6,"first_day":"2023-02-15","planned_last_day":"2024-02-14","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(59,23,'placement',5,6,NULL,'{"id":5,"enrolment_id":6,"workplace_id":2,"first_day":"2023-02-15","last_day":null,"percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(60,24,'participant',7,7,NULL,'{"id":7,"kind":"personnummer","number":"198001079808","sex":"woman","birth_year":1980,"name":"Gun Gran","protected":0}');
INSERT INTO "change_row" VALUES(61,24,'enrolment',7,7,NULL,'{"id":7,"participant_id":7,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(62,24,'stay',12,7,NULL,'{"id":12,"enrolment_id":7,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(63,25,'stay',12,7,'{"id":12,"enrolment_id":7,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":12,"enrolment_id":7,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":"2021-05-31","closed_on":"2023-12-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(64,25,'stay',13,7,NULL,'{"id":13,"enrolment_id":7,"step_id":6,"first_day":"2021-06-01","planned_last_day":"2022-05-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(65,25,'placement',6,7,NULL,'{"id":6,"enrolment_id":7,"workplace_id":3,"first_day":"2021-06-01","last_day":null,"percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(66,26,'stay',13,7,'{"id":13,"enrolment_id":7,"step_id":6,"first_day":"2021-06-01","planned_last_day":"2022-05-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}','{"id":13,"enrolment_id":7,"step_id":6,"first_day":"2021-06-01","planned_last_day":"2022-05-31","last_day":"2022-05-31","closed_on":"2023-12-01","agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(67,26,'stay',14,7,NULL,'{"id":14,"enrolment_id":7,"step_id":4,"first_day":"2022-06-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":"paus","decided_by":null}');
INSERT INTO "change_row" VALUES(68,27,'stay',14,7,'{"id":14,"enrolment_id":7,"step_id":4,"first_day":"2022-06-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":"paus","decided_by":null}','{"id":14,"enrolment_id":7,"step_id":4,"first_day":"2022-06-01","planned_last_day":null,"last_day":"2023-02-09","closed_on":"2023-12-01","agreement":null,"weekends":null,"exception":"paus","decided_by":null}');
INSERT INTO "change_row" VALUES(69,27,'stay',15,7,NULL,'{"id":15,"enrolment_id":7,"step_id":6,"first_day":"2023-02-10","planned_last_day":"2024-02-09","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(70,28,'participant',8,8,NULL,'{"id":8,"kind":"personnummer","number":"198001089823","sex":"woman","birth_year":1980,"name":"Hanna Hed","protected":0}');
INSERT INTO "change_row" VALUES(71,28,'enrolment',8,8,NULL,'{"id":8,"participant_id":8,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(72,28,'stay',16,8,NULL,'{"id":16,"enrolment_id":8,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(73,29,'stay',16,8,'{"id":16,"enrolment_id":8,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":16,"enrolment_id":8,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":"2022-12-19","closed_on":"2023-12-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(74,29,'stay',17,8,NULL,'{"id":17,"enrolment_id":8,"step_id":6,"first_day":"2022-12-20","planned_last_day":"2023-12-19","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(75,30,'enrolment',5,5,'{"id":5,"participant_id":5,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}','{"id":5,"participant_id":5,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":"2023-07-01","left_to":"employment","qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(76,30,'stay',9,5,'{"id":9,"enrolment_id":5,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null}','{"id":9,"enrolment_id":5,"step_id":1,"first_day":"2021-03-01","planned_last_day":null,"last_day":"2023-07-01","closed_on":"2023-12-01","agreement":null,"weekends":null,"exception":null,"decided_by":null}');
INSERT INTO "change_row" VALUES(77,31,'placement',1,1,'{"id":1,"enrolment_id":1,"workplace_id":2,"first_day":"2023-03-01","last_day":null,"percent":100,"supervisor":null}','{"id":1,"enrolment_id":1,"workplace_id":2,"first_day":"2023-03-01","last_day":"2023-04-30","percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(78,31,'placement',7,1,NULL,'{"id":7,"enrolment_id":1,"workplace_id":3,"first_day":"2023-05-01","last_day":"2023-06-30","percent":100,"supervisor":null}');
INSERT INTO "change_row" VALUES(79,32,'placement',8,1,NULL,'{"id":8,"enrolment_id":1,"workplace_id":2,"first_day":"2023-07-01","last_day":null,"percent":75,"supervisor":null}');
INSERT INTO "change_row" VALUES(80,33,'stay',15,7,'{"id":15,"enrolment_id":7,"step_id":6,"first_day":"2023-02-10","planned_last_day":"2024-02-09","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}','{"id":15,"enrolment_id":7,"step_id":6,"first_day":"2023-02-10","planned_last_day":"2024-03-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(81,33,'extension',1,7,NULL,'{"id":1,"stay_id":15,"decided_on":"2024-01-10","old_last_day":"2024-02-09","new_last_day":"2024-03-31","decided_by":"Bo Beslut"}');
INSERT INTO "change_row" VALUES(82,34,'stay',8,4,'{"id":8,"enrolment_id":4,"step_id":6,"first_day":"2023-04-01","planned_last_day":"2024-03-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}','{"id":8,"enrolment_id":4,"step_id":6,"first_day":"2023-04-01","planned_last_day":"2024-09-30","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
INSERT INTO "change_row" VALUES(83,34,'extension',2,4,NULL,'{"id":2,"stay_id":8,"decided_on":"2024-01-10","old_last_day":"2024-03-31","new_last_day":"2024-09-30","decided_by":null}');
INSERT INTO "change_row" VALUES(84,35,'enrolment',8,8,'{"id":8,"participant_id":8,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}','{"id":8,"participant_id":8,"cohort_id":2,"municipality":"Skövde","first_day":"2021-03-01","last_day":"2023-12-19","left_to":"job-search","qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(85,35,'stay',17,8,'{"id":17,"enrolment_id":8,"step_id":6,"first_day":"2022-12-20","planned_last_day":"2023-12-19","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}','{"id":17,"enrolment_id":8,"step_id":6,"first_day":"2022-12-20","planned_last_day":"2023-12-19","last_day":"2023-12-19","closed_on":"2024-01-10","agreement":"BEA","weekends":null,"exception":"bedömd","decided_by":null}');
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
INSERT INTO "enrolment" VALUES(2,2,2,'Skövde','2021-03-01',NULL,NULL,0,'unemployed',0,1,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(3,3,2,'Skövde','2021-03-01',NULL,NULL,0,'unemployed',0,1,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(4,4,2,'Skövde','2021-03-01',NULL,NULL,0,'unemployed',0,1,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(5,5,2,'Skövde','2021-03-01','2023-07-01','employment',0,'unemployed',0,1,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(6,6,2,'Skövde','2021-03-01',NULL,NULL,0,'unemployed',0,1,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(7,7,2,'Skövde','2021-03-01',NULL,NULL,0,'unemployed',0,1,NULL,NULL,NULL);
INSERT INTO "enrolment" VALUES(8,8,2,'Skövde','2021-03-01','2023-12-19','job-search',0,'unemployed',0,1,NULL,NULL,NULL);
CREATE TABLE extension (
        id INTEGER PRIMARY KEY,
        stay_id INTEGER NOT NULL REFERENCES stay (id),
        decided_on TEXT NOT NULL CHECK (decided_on IS date(decided_on, '+0 days') AND decided_on >= '0001-01-01'),
        old_last_day TEXT NOT NULL CHECK (old_last_day IS date(old_last_day, '+0 days') AND old_last_day >= '0001-01-01'),
        new_last_day TEXT NOT NULL CHECK (new_last_day IS date(new_last_day, '+0 days') AND new_last_day >= '0001-01-01'),
        decided_by TEXT,
        CHECK (new_last_day > old_last_day)
    ) STRICT;
INSERT INTO "extension" VALUES(1,15,'2024-01-10','2024-02-09','2024-03-31','Bo Beslut');
INSERT INTO "extension" VALUES(2,8,'2024-01-10','2024-03-31','2024-09-30',NULL);
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
INSERT INTO "outbox" VALUES(1,'<steg.48eda9f88781dcc7c7571238@kommun.example>','ame@kommun.example','2023-12-20','2023-12-20T08:00:00Z','steg: 2 har gått ut, 3 slutar snart, först 2024-02-09, 1 ärende utan uppgifter',NULL,'ed369a2c6f444d6bdeae0bc6','smtp',3,1,0,'2023-12-20T08:00:00Z',NULL,'2023-12-20T08:00:00Z');
INSERT INTO "outbox" VALUES(2,'<steg.6f72f3e7c72c5fa48787278d@kommun.example>','bo@kommun.example','2023-12-20','2023-12-20T08:00:00Z','steg: 1 har gått ut, 1 slutar snart, 2024-02-09',NULL,'b6eab6d3485106829adab31b','smtp',3,1,0,'2023-12-20T08:00:00Z',NULL,'2023-12-20T08:00:00Z');
INSERT INTO "outbox" VALUES(3,'<steg.848ce169a51371f8b48277d0@kommun.example>','mia@kommun.example','2023-12-20','2023-12-20T08:00:00Z','steg: 2 slutar snart, först 2024-02-14',NULL,'b5f64e631330d3c7572377a6','smtp',3,1,0,'2023-12-20T08:00:00Z',NULL,'2023-12-20T08:00:00Z');
INSERT INTO "outbox" VALUES(4,'<steg.707544a4b981634b51cfbf98@kommun.example>','ame@kommun.example','2024-01-08','2024-01-08T08:00:00Z','steg: 2 har gått ut, 4 slutar snart, först 2024-02-09, 1 ärende utan uppgifter',NULL,'0ba9f6bbd0b794aead09a893','smtp',3,1,0,'2024-01-08T08:00:00Z',NULL,'2024-01-08T08:00:00Z');
INSERT INTO "outbox" VALUES(5,'<steg.07f2bfede7a88bbe62f06b35@kommun.example>','bo@kommun.example','2024-01-08','2024-01-08T08:00:00Z','steg: 1 har gått ut, 2 slutar snart, först 2024-02-09',X'46726F6D3A2073746567203C616D65406B6F6D6D756E2E6578616D706C653E0D0A546F3A20626F406B6F6D6D756E2E6578616D706C650D0A5265706C792D546F3A20616D65406B6F6D6D756E2E6578616D706C650D0A5375626A6563743A20737465673A203120686172203D3F7574662D383F713F673D43333D413574745F75743D32435F325F736C757461725F736E6172743D32435F663D43333D42367273743F3D0D0A20323032342D30322D30390D0A446174653A204D6F6E2C203038204A616E20323032342030383A30303A3030202B303030300D0A4D6573736167652D49443A203C737465672E303766326266656465376138386262653632663036623335406B6F6D6D756E2E6578616D706C653E0D0A4175746F2D5375626D69747465643A206175746F2D67656E6572617465640D0A582D4175746F2D526573706F6E73652D53757070726573733A204F4F462C204175746F5265706C792C20524E2C204E524E0D0A4D494D452D56657273696F6E3A20312E300D0A436F6E74656E742D547970653A206D756C7469706172742F6D697865643B20626F756E646172793D223D303D737465672E3037663262666564653761383862626536326630366233353D220D0A436F6E74656E742D4C616E67756167653A2073760D0A0D0A2D2D3D303D737465672E3037663262666564653761383862626536326630366233353D0D0A436F6E74656E742D547970653A206D756C7469706172742F616C7465726E61746976653B0D0A20626F756E646172793D223D313D737465672E3037663262666564653761383862626536326630366233353D220D0A0D0A2D2D3D313D737465672E3037663262666564653761383862626536326630366233353D0D0A436F6E74656E742D547970653A20746578742F706C61696E3B20636861727365743D227574662D38220D0A436F6E74656E742D5472616E736665722D456E636F64696E673A2071756F7465642D7072696E7461626C650D0A0D0A506572696F64657220703D43333D41352064696E6120617262657473706C617473657220736F6D2068617220673D43333D4135747420757420656C6C657220736C7574617220736E6172742C203D0D0A7065720D0A323032342D30312D30382E0D0A0D0A537661726120703D43333D41352064657420683D43333D41347220627265766574206D656420766164206475203D43333D42366E736B617220663D43333D423672207661726A65203D43333D0D0A3D413472656E64653A20663D43333D4236726C3D43333D41346E676E696E672C0D0A3D43333D4236766572673D43333D41356E6720656C6C6572206176736C75742E204172626574736D61726B6E616473656E686574656E20663D43333D42367220696E206465742C206F636820763D0D0A65742076656D206574740D0A3D43333D413472656E646520673D43333D41346C6C65722E0D0A0D0A48617220673D43333D413574742075740D0A2D2D2D2D2D2D2D2D2D2D2D0D0A0D0A532D30303032203D43323D4237204242203D43323D42372073657276696365617373697374656E740D0A202053697374612064616720323032332D30382D33313A206769636B20757420663D43333D4236722031333020646167617220736564616E2E0D0A20204265736B65642073656E61737420323032332D30382D3137202864656E20646167656E20686172207061737365726174292E0D0A20204B616E20663D43333D4236726C3D43333D41346E676173206D6564203132206D3D43333D41356E616465722E0D0A0D0A536C7574617220736E6172740D0A2D2D2D2D2D2D2D2D2D2D2D2D0D0A0D0A532D30303037203D43323D4237204747203D43323D42372073657276696365617373697374656E740D0A202053697374612064616720323032342D30322D30393A203332206461676172206B7661722E0D0A20204265736B65642073656E61737420323032342D30312D32362E0D0A20204B616E20663D43333D4236726C3D43333D41346E676173206D6564203132206D3D43333D41356E616465722E0D0A0D0A532D30303034203D43323D4237204444203D43323D42372073657276696365617373697374656E740D0A202053697374612064616720323032342D30332D33313A203833206461676172206B7661722E0D0A20204265736B65642073656E61737420323032342D30332D31372E0D0A20204B616E20663D43333D4236726C3D43333D41346E676173206D6564203132206D3D43333D41356E616465722E0D0A0D0A4265736B65642073656E617374203D43333D41347220656E20686A3D43333D41346C703A204852206176673D43333D4236722076696C6B656E20726567656C20736F6D20673D43333D41346C6C3D0D0A65722E0D0A457474203D43333D413472656E6465206B6F6D6D657220656E20673D43333D41356E672069206D3D43333D41356E6164656E20733D43333D4135206C3D43333D41346E676520706572696F64653D0D0A6E20736C7574617220736E61727420656C6C65720D0A68617220673D43333D413574742075742E0D0A0D0A2D2D3D313D737465672E3037663262666564653761383862626536326630366233353D0D0A436F6E74656E742D547970653A20746578742F68746D6C3B20636861727365743D227574662D38220D0A436F6E74656E742D5472616E736665722D456E636F64696E673A2071756F7465642D7072696E7461626C650D0A4D494D452D56657273696F6E3A20312E300D0A0D0A3C21444F43545950452068746D6C3E0D0A3C68746D6C206C616E673D3344227376223E0D0A3C686561643E0D0A3C6D65746120636861727365743D3344227574662D38223E0D0A3C6D657461206E616D653D33442276696577706F72742220636F6E74656E743D33442277696474683D33446465766963652D77696474682C20696E697469616C2D7363616C653D334431223E0D0A3C7469746C653E737465673A20312068617220673D43333D413574742075742C203220736C7574617220736E6172742C20663D43333D423672737420323032342D30322D30393C2F7469746C653E0D0A3C2F686561643E0D0A3C626F6479207374796C653D3344226D617267696E3A303B70616464696E673A303B6261636B67726F756E642D636F6C6F723A236633663266313B223E0D0A3C7461626C6520726F6C653D33442270726573656E746174696F6E222077696474683D33442231303025222063656C6C70616464696E673D33442230222063656C6C73706163696E673D3344223D0D0A302220626F726465723D3344223022207374796C653D3344226261636B67726F756E642D636F6C6F723A236633663266313B223E0D0A3C74723E3C746420616C69676E3D33442263656E74657222207374796C653D33442270616464696E673A31367078203870783B223E0D0A3C212D2D5B6966206D736F5D3E3C7461626C6520726F6C653D33442270726573656E746174696F6E222077696474683D334422363230222063656C6C70616464696E673D33442230222063656C3D0D0A6C73706163696E673D334422302220626F726465723D33442230223E3C74723E3C74643E3C215B656E6469665D2D2D3E0D0A3C7461626C6520726F6C653D33442270726573656E746174696F6E222077696474683D33442231303025222063656C6C70616464696E673D33442230222063656C6C73706163696E673D3344223D0D0A302220626F726465723D3344223022207374796C653D3344226D61782D77696474683A36323070783B6261636B67726F756E642D636F6C6F723A236666666666663B626F726465723A317078203D0D0A736F6C696420236531646664643B223E0D0A3C74723E3C7464207374796C653D33442270616464696E673A3230707820323470782034707820323470783B666F6E742D66616D696C793A5365676F652055492C48656C7665746963612C41723D0D0A69616C2C73616E732D73657269663B666F6E742D73697A653A313670783B6C696E652D6865696768743A323470783B636F6C6F723A233230316631653B223E0D0A506572696F64657220703D43333D41352064696E6120617262657473706C617473657220736F6D2068617220673D43333D4135747420757420656C6C657220736C7574617220736E6172742C203D0D0A70657220323032342D30312D30382E3C62723E0D0A537661726120703D43333D41352064657420683D43333D41347220627265766574206D656420766164206475203D43333D42366E736B617220663D43333D423672207661726A65203D43333D0D0A3D413472656E64653A20663D43333D4236726C3D43333D41346E676E696E672C203D43333D4236766572673D43333D41356E6720656C6C6572206176736C75742E204172626574736D61726B6E3D0D0A616473656E686574656E20663D43333D42367220696E206465742C206F6368207665742076656D20657474203D43333D413472656E646520673D43333D41346C6C65722E0D0A3C2F74643E3C2F74723E0D0A3C74723E3C7464207374796C653D33442270616464696E673A3136707820323470782034707820323470783B223E0D0A3C6832207374796C653D3344226D617267696E3A303B666F6E742D66616D696C793A5365676F652055492C48656C7665746963612C417269616C2C73616E732D73657269663B666F6E742D73693D0D0A7A653A313870783B6C696E652D6865696768743A323470783B666F6E742D7765696768743A626F6C643B636F6C6F723A236134323632633B223E48617220673D43333D413574742075743C2F683D0D0A323E0D0A3C2F74643E3C2F74723E0D0A3C74723E3C7464207374796C653D33442270616464696E673A36707820323470783B223E0D0A3C7461626C6520726F6C653D33442270726573656E746174696F6E222077696474683D33442231303025222063656C6C70616464696E673D33442230222063656C6C73706163696E673D3344223D0D0A302220626F726465723D33442230223E0D0A3C74723E0D0A3C74642077696474683D3344223422207374796C653D33442277696474683A3470783B6261636B67726F756E642D636F6C6F723A236134323632633B666F6E742D73697A653A303B6C696E652D3D0D0A6865696768743A303B223E266E6273703B3C2F74643E0D0A3C7464207374796C653D33442270616464696E673A36707820302036707820313270783B666F6E742D66616D696C793A5365676F652055492C48656C7665746963612C417269616C2C73616E733D0D0A2D73657269663B666F6E742D73697A653A313470783B6C696E652D6865696768743A323170783B636F6C6F723A233230316631653B223E0D0A3C7374726F6E67207374796C653D334422666F6E742D73697A653A313570783B223E532D30303032203D43323D4237204242203D43323D42372073657276696365617373697374656E743C2F733D0D0A74726F6E673E3C62723E0D0A3C7374726F6E67207374796C653D334422636F6C6F723A236134323632633B223E53697374612064616720323032332D30382D33313A206769636B20757420663D43333D4236722031333020643D0D0A6167617220736564616E2E3C2F7374726F6E673E3C62723E0D0A4265736B65642073656E61737420323032332D30382D3137202864656E20646167656E20686172207061737365726174292E204B616E20663D43333D4236726C3D43333D41346E676173206D653D0D0A64203132206D3D43333D41356E616465722E0D0A3C2F74643E0D0A3C2F74723E0D0A3C2F7461626C653E0D0A3C2F74643E3C2F74723E0D0A3C74723E3C7464207374796C653D33442270616464696E673A3136707820323470782034707820323470783B223E0D0A3C6832207374796C653D3344226D617267696E3A303B666F6E742D66616D696C793A5365676F652055492C48656C7665746963612C417269616C2C73616E732D73657269663B666F6E742D73693D0D0A7A653A313870783B6C696E652D6865696768743A323470783B666F6E742D7765696768743A626F6C643B636F6C6F723A233861356130303B223E536C7574617220736E6172743C2F68323E0D0A3C2F74643E3C2F74723E0D0A3C74723E3C7464207374796C653D33442270616464696E673A36707820323470783B223E0D0A3C7461626C6520726F6C653D33442270726573656E746174696F6E222077696474683D33442231303025222063656C6C70616464696E673D33442230222063656C6C73706163696E673D3344223D0D0A302220626F726465723D33442230223E0D0A3C74723E0D0A3C74642077696474683D3344223422207374796C653D33442277696474683A3470783B6261636B67726F756E642D636F6C6F723A233861356130303B666F6E742D73697A653A303B6C696E652D3D0D0A6865696768743A303B223E266E6273703B3C2F74643E0D0A3C7464207374796C653D33442270616464696E673A36707820302036707820313270783B666F6E742D66616D696C793A5365676F652055492C48656C7665746963612C417269616C2C73616E733D0D0A2D73657269663B666F6E742D73697A653A313470783B6C696E652D6865696768743A323170783B636F6C6F723A233230316631653B223E0D0A3C7374726F6E67207374796C653D334422666F6E742D73697A653A313570783B223E532D30303037203D43323D4237204747203D43323D42372073657276696365617373697374656E743C2F733D0D0A74726F6E673E3C62723E0D0A3C7374726F6E67207374796C653D334422636F6C6F723A233861356130303B223E53697374612064616720323032342D30322D30393A203332206461676172206B7661722E3C2F7374726F6E673D0D0A3E3C62723E0D0A4265736B65642073656E61737420323032342D30312D32362E204B616E20663D43333D4236726C3D43333D41346E676173206D6564203132206D3D43333D41356E616465722E0D0A3C2F74643E0D0A3C2F74723E0D0A3C2F7461626C653E0D0A3C2F74643E3C2F74723E0D0A3C74723E3C7464207374796C653D33442270616464696E673A36707820323470783B223E0D0A3C7461626C6520726F6C653D33442270726573656E746174696F6E222077696474683D33442231303025222063656C6C70616464696E673D33442230222063656C6C73706163696E673D3344223D0D0A302220626F726465723D33442230223E0D0A3C74723E0D0A3C74642077696474683D3344223422207374796C653D33442277696474683A3470783B6261636B67726F756E642D636F6C6F723A233861356130303B666F6E742D73697A653A303B6C696E652D3D0D0A6865696768743A303B223E266E6273703B3C2F74643E0D0A3C7464207374796C653D33442270616464696E673A36707820302036707820313270783B666F6E742D66616D696C793A5365676F652055492C48656C7665746963612C417269616C2C73616E733D0D0A2D73657269663B666F6E742D73697A653A313470783B6C696E652D6865696768743A323170783B636F6C6F723A233230316631653B223E0D0A3C7374726F6E67207374796C653D334422666F6E742D73697A653A313570783B223E532D30303034203D43323D4237204444203D43323D42372073657276696365617373697374656E743C2F733D0D0A74726F6E673E3C62723E0D0A3C7374726F6E67207374796C653D334422636F6C6F723A233861356130303B223E53697374612064616720323032342D30332D33313A203833206461676172206B7661722E3C2F7374726F6E673D0D0A3E3C62723E0D0A4265736B65642073656E61737420323032342D30332D31372E204B616E20663D43333D4236726C3D43333D41346E676173206D6564203132206D3D43333D41356E616465722E0D0A3C2F74643E0D0A3C2F74723E0D0A3C2F7461626C653E0D0A3C2F74643E3C2F74723E0D0A3C74723E3C7464207374796C653D33442270616464696E673A313670782032347078203230707820323470783B666F6E742D66616D696C793A5365676F652055492C48656C7665746963612C413D0D0A7269616C2C73616E732D73657269663B666F6E742D73697A653A313270783B6C696E652D6865696768743A313870783B636F6C6F723A233630356535633B223E0D0A4265736B65642073656E617374203D43333D41347220656E20686A3D43333D41346C703A204852206176673D43333D4236722076696C6B656E20726567656C20736F6D20673D43333D41346C6C3D0D0A65722E3C62723E0D0A457474203D43333D413472656E6465206B6F6D6D657220656E20673D43333D41356E672069206D3D43333D41356E6164656E20733D43333D4135206C3D43333D41346E676520706572696F64653D0D0A6E20736C7574617220736E61727420656C6C65722068617220673D43333D413574742075742E0D0A3C2F74643E3C2F74723E0D0A3C2F7461626C653E0D0A3C212D2D5B6966206D736F5D3E3C2F74643E3C2F74723E3C2F7461626C653E3C215B656E6469665D2D2D3E0D0A3C2F74643E3C2F74723E0D0A3C2F7461626C653E0D0A3C2F626F64793E0D0A3C2F68746D6C3E0D0A0D0A2D2D3D313D737465672E3037663262666564653761383862626536326630366233353D2D2D0D0A0D0A2D2D3D303D737465672E3037663262666564653761383862626536326630366233353D0D0A436F6E74656E742D5472616E736665722D456E636F64696E673A2071756F7465642D7072696E7461626C650D0A436F6E74656E742D446973706F736974696F6E3A206174746163686D656E743B2066696C656E616D653D2273697374612D64616761722E696373220D0A436F6E74656E742D547970653A20746578742F63616C656E6461723B20636861727365743D227574662D38223B206D6574686F643D225055424C495348220D0A4D494D452D56657273696F6E3A20312E300D0A0D0A424547494E3A5643414C454E4441520D0A56455253494F4E3A322E300D0A50524F4449443A2D2F2F737465672F2F737465672F2F53560D0A4D4554484F443A5055424C4953480D0A424547494E3A564556454E540D0A53554D4D4152593A532D303030323A2073697374612064616720736F6D2073657276696365617373697374656E740D0A445453544152543B56414C55453D3344444154453A32303233303833310D0A4454454E443B56414C55453D3344444154453A32303233303930310D0A44545354414D503A3230323430313038543038303030305A0D0A5549443A62396330653839383364633265353365303265663565333540737465670D0A53455155454E43453A32383431313638300D0A434C4153533A505249564154450D0A4445534352495054494F4E3A0D0A4C4153542D4D4F4449464945443A3230323430313038543038303030305A0D0A5452414E53503A5452414E53504152454E540D0A454E443A564556454E540D0A424547494E3A564556454E540D0A53554D4D4152593A532D303030373A2073697374612064616720736F6D2073657276696365617373697374656E740D0A445453544152543B56414C55453D3344444154453A32303234303230390D0A4454454E443B56414C55453D3344444154453A32303234303231300D0A44545354414D503A3230323430313038543038303030305A0D0A5549443A65663136646235633435643661383132356138373531386140737465670D0A53455155454E43453A32383431313638300D0A434C4153533A505249564154450D0A4445534352495054494F4E3A0D0A4C4153542D4D4F4449464945443A3230323430313038543038303030305A0D0A5452414E53503A5452414E53504152454E540D0A454E443A564556454E540D0A424547494E3A564556454E540D0A53554D4D4152593A532D303030343A2073697374612064616720736F6D2073657276696365617373697374656E740D0A445453544152543B56414C55453D3344444154453A32303234303333310D0A4454454E443B56414C55453D3344444154453A32303234303430310D0A44545354414D503A3230323430313038543038303030305A0D0A5549443A30623431383937656533646533313439393761626165663340737465670D0A53455155454E43453A32383431313638300D0A434C4153533A505249564154450D0A4445534352495054494F4E3A0D0A4C4153542D4D4F4449464945443A3230323430313038543038303030305A0D0A5452414E53503A5452414E53504152454E540D0A454E443A564556454E540D0A454E443A5643414C454E4441520D0A0D0A2D2D3D303D737465672E3037663262666564653761383862626536326630366233353D2D2D0D0A','0246750b60114938abf10bff',NULL,3,1,0,'2024-01-08T08:00:00Z','550 refused',NULL);
INSERT INTO "outbox" VALUES(6,'<steg.4c0673bbce7d47acfb1b878b@kommun.example>','mia@kommun.example','2024-01-08','2024-01-08T08:00:00Z','steg: 2 slutar snart, först 2024-02-14',X'46726F6D3A2073746567203C616D65406B6F6D6D756E2E6578616D706C653E0D0A546F3A206D6961406B6F6D6D756E2E6578616D706C650D0A5265706C792D546F3A20616D65406B6F6D6D756E2E6578616D706C650D0A5375626A6563743A20737465673A203220736C7574617220736E6172742C203D3F7574662D383F713F663D43333D42367273743F3D20323032342D30322D31340D0A446174653A204D6F6E2C203038204A616E20323032342030383A30303A3030202B303030300D0A4D6573736167652D49443A203C737465672E346330363733626263653764343761636662316238373862406B6F6D6D756E2E6578616D706C653E0D0A4175746F2D5375626D69747465643A206175746F2D67656E6572617465640D0A582D4175746F2D526573706F6E73652D53757070726573733A204F4F462C204175746F5265706C792C20524E2C204E524E0D0A4D494D452D56657273696F6E3A20312E300D0A436F6E74656E742D547970653A206D756C7469706172742F6D697865643B20626F756E646172793D223D303D737465672E3463303637336262636537643437616366623162383738623D220D0A436F6E74656E742D4C616E67756167653A2073760D0A0D0A2D2D3D303D737465672E3463303637336262636537643437616366623162383738623D0D0A436F6E74656E742D547970653A206D756C7469706172742F616C7465726E61746976653B0D0A20626F756E646172793D223D313D737465672E3463303637336262636537643437616366623162383738623D220D0A0D0A2D2D3D313D737465672E3463303637336262636537643437616366623162383738623D0D0A436F6E74656E742D547970653A20746578742F706C61696E3B20636861727365743D227574662D38220D0A436F6E74656E742D5472616E736665722D456E636F64696E673A2071756F7465642D7072696E7461626C650D0A0D0A506572696F64657220703D43333D41352064696E6120617262657473706C617473657220736F6D2068617220673D43333D4135747420757420656C6C657220736C7574617220736E6172742C203D0D0A7065720D0A323032342D30312D30382E0D0A0D0A537661726120703D43333D41352064657420683D43333D41347220627265766574206D656420766164206475203D43333D42366E736B617220663D43333D423672207661726A65203D43333D0D0A3D413472656E64653A20663D43333D4236726C3D43333D41346E676E696E672C0D0A3D43333D4236766572673D43333D41356E6720656C6C6572206176736C75742E204172626574736D61726B6E616473656E686574656E20663D43333D42367220696E206465742C206F636820763D0D0A65742076656D206574740D0A3D43333D413472656E646520673D43333D41346C6C65722E0D0A0D0A536C7574617220736E6172740D0A2D2D2D2D2D2D2D2D2D2D2D2D0D0A0D0A532D30303036203D43323D4237204646203D43323D42372073657276696365617373697374656E740D0A202053697374612064616720323032342D30322D31343A203337206461676172206B7661722E0D0A20204265736B65642073656E61737420323032342D30312D33312E0D0A20204B616E20663D43333D4236726C3D43333D41346E676173206D6564203132206D3D43333D41356E616465722E0D0A0D0A532D30303031203D43323D4237204141203D43323D42372073657276696365617373697374656E740D0A202053697374612064616720323032342D30322D32393A203532206461676172206B7661722E0D0A20204265736B65642073656E61737420323032342D30322D31352E0D0A20204B616E20663D43333D4236726C3D43333D41346E676173206D6564203132206D3D43333D41356E616465722E0D0A0D0A4265736B65642073656E617374203D43333D41347220656E20686A3D43333D41346C703A204852206176673D43333D4236722076696C6B656E20726567656C20736F6D20673D43333D41346C6C3D0D0A65722E0D0A457474203D43333D413472656E6465206B6F6D6D657220656E20673D43333D41356E672069206D3D43333D41356E6164656E20733D43333D4135206C3D43333D41346E676520706572696F64653D0D0A6E20736C7574617220736E61727420656C6C65720D0A68617220673D43333D413574742075742E0D0A0D0A2D2D3D313D737465672E3463303637336262636537643437616366623162383738623D0D0A436F6E74656E742D547970653A20746578742F68746D6C3B20636861727365743D227574662D38220D0A436F6E74656E742D5472616E736665722D456E636F64696E673A2071756F7465642D7072696E7461626C650D0A4D494D452D56657273696F6E3A20312E300D0A0D0A3C21444F43545950452068746D6C3E0D0A3C68746D6C206C616E673D3344227376223E0D0A3C686561643E0D0A3C6D65746120636861727365743D3344227574662D38223E0D0A3C6D657461206E616D653D33442276696577706F72742220636F6E74656E743D33442277696474683D33446465766963652D77696474682C20696E697469616C2D7363616C653D334431223E0D0A3C7469746C653E737465673A203220736C7574617220736E6172742C20663D43333D423672737420323032342D30322D31343C2F7469746C653E0D0A3C2F686561643E0D0A3C626F6479207374796C653D3344226D617267696E3A303B70616464696E673A303B6261636B67726F756E642D636F6C6F723A236633663266313B223E0D0A3C7461626C6520726F6C653D33442270726573656E746174696F6E222077696474683D33442231303025222063656C6C70616464696E673D33442230222063656C6C73706163696E673D3344223D0D0A302220626F726465723D3344223022207374796C653D3344226261636B67726F756E642D636F6C6F723A236633663266313B223E0D0A3C74723E3C746420616C69676E3D33442263656E74657222207374796C653D33442270616464696E673A31367078203870783B223E0D0A3C212D2D5B6966206D736F5D3E3C7461626C6520726F6C653D33442270726573656E746174696F6E222077696474683D334422363230222063656C6C70616464696E673D33442230222063656C3D0D0A6C73706163696E673D334422302220626F726465723D33442230223E3C74723E3C74643E3C215B656E6469665D2D2D3E0D0A3C7461626C6520726F6C653D33442270726573656E746174696F6E222077696474683D33442231303025222063656C6C70616464696E673D33442230222063656C6C73706163696E673D3344223D0D0A302220626F726465723D3344223022207374796C653D3344226D61782D77696474683A36323070783B6261636B67726F756E642D636F6C6F723A236666666666663B626F726465723A317078203D0D0A736F6C696420236531646664643B223E0D0A3C74723E3C7464207374796C653D33442270616464696E673A3230707820323470782034707820323470783B666F6E742D66616D696C793A5365676F652055492C48656C7665746963612C41723D0D0A69616C2C73616E732D73657269663B666F6E742D73697A653A313670783B6C696E652D6865696768743A323470783B636F6C6F723A233230316631653B223E0D0A506572696F64657220703D43333D41352064696E6120617262657473706C617473657220736F6D2068617220673D43333D4135747420757420656C6C657220736C7574617220736E6172742C203D0D0A70657220323032342D30312D30382E3C62723E0D0A537661726120703D43333D41352064657420683D43333D41347220627265766574206D656420766164206475203D43333D42366E736B617220663D43333D423672207661726A65203D43333D0D0A3D413472656E64653A20663D43333D4236726C3D43333D41346E676E696E672C203D43333D4236766572673D43333D41356E6720656C6C6572206176736C75742E204172626574736D61726B6E3D0D0A616473656E686574656E20663D43333D42367220696E206465742C206F6368207665742076656D20657474203D43333D413472656E646520673D43333D41346C6C65722E0D0A3C2F74643E3C2F74723E0D0A3C74723E3C7464207374796C653D33442270616464696E673A3136707820323470782034707820323470783B223E0D0A3C6832207374796C653D3344226D617267696E3A303B666F6E742D66616D696C793A5365676F652055492C48656C7665746963612C417269616C2C73616E732D73657269663B666F6E742D73693D0D0A7A653A313870783B6C696E652D6865696768743A323470783B666F6E742D7765696768743A626F6C643B636F6C6F723A233861356130303B223E536C7574617220736E6172743C2F68323E0D0A3C2F74643E3C2F74723E0D0A3C74723E3C7464207374796C653D33442270616464696E673A36707820323470783B223E0D0A3C7461626C6520726F6C653D33442270726573656E746174696F6E222077696474683D33442231303025222063656C6C70616464696E673D33442230222063656C6C73706163696E673D3344223D0D0A302220626F726465723D33442230223E0D0A3C74723E0D0A3C74642077696474683D3344223422207374796C653D33442277696474683A3470783B6261636B67726F756E642D636F6C6F723A233861356130303B666F6E742D73697A653A303B6C696E652D3D0D0A6865696768743A303B223E266E6273703B3C2F74643E0D0A3C7464207374796C653D33442270616464696E673A36707820302036707820313270783B666F6E742D66616D696C793A5365676F652055492C48656C7665746963612C417269616C2C73616E733D0D0A2D73657269663B666F6E742D73697A653A313470783B6C696E652D6865696768743A323170783B636F6C6F723A233230316631653B223E0D0A3C7374726F6E67207374796C653D334422666F6E742D73697A653A313570783B223E532D30303036203D43323D4237204646203D43323D42372073657276696365617373697374656E743C2F733D0D0A74726F6E673E3C62723E0D0A3C7374726F6E67207374796C653D334422636F6C6F723A233861356130303B223E53697374612064616720323032342D30322D31343A203337206461676172206B7661722E3C2F7374726F6E673D0D0A3E3C62723E0D0A4265736B65642073656E61737420323032342D30312D33312E204B616E20663D43333D4236726C3D43333D41346E676173206D6564203132206D3D43333D41356E616465722E0D0A3C2F74643E0D0A3C2F74723E0D0A3C2F7461626C653E0D0A3C2F74643E3C2F74723E0D0A3C74723E3C7464207374796C653D33442270616464696E673A36707820323470783B223E0D0A3C7461626C6520726F6C653D33442270726573656E746174696F6E222077696474683D33442231303025222063656C6C70616464696E673D33442230222063656C6C73706163696E673D3344223D0D0A302220626F726465723D33442230223E0D0A3C74723E0D0A3C74642077696474683D3344223422207374796C653D33442277696474683A3470783B6261636B67726F756E642D636F6C6F723A233861356130303B666F6E742D73697A653A303B6C696E652D3D0D0A6865696768743A303B223E266E6273703B3C2F74643E0D0A3C7464207374796C653D33442270616464696E673A36707820302036707820313270783B666F6E742D66616D696C793A5365676F652055492C48656C7665746963612C417269616C2C73616E733D0D0A2D73657269663B666F6E742D73697A653A313470783B6C696E652D6865696768743A323170783B636F6C6F723A233230316631653B223E0D0A3C7374726F6E67207374796C653D334422666F6E742D73697A653A313570783B223E532D30303031203D43323D4237204141203D43323D42372073657276696365617373697374656E743C2F733D0D0A74726F6E673E3C62723E0D0A3C7374726F6E67207374796C653D334422636F6C6F723A233861356130303B223E53697374612064616720323032342D30322D32393A203532206461676172206B7661722E3C2F7374726F6E673D0D0A3E3C62723E0D0A4265736B65642073656E61737420323032342D30322D31352E204B616E20663D43333D4236726C3D43333D41346E676173206D6564203132206D3D43333D41356E616465722E0D0A3C2F74643E0D0A3C2F74723E0D0A3C2F7461626C653E0D0A3C2F74643E3C2F74723E0D0A3C74723E3C7464207374796C653D33442270616464696E673A313670782032347078203230707820323470783B666F6E742D66616D696C793A5365676F652055492C48656C7665746963612C413D0D0A7269616C2C73616E732D73657269663B666F6E742D73697A653A313270783B6C696E652D6865696768743A313870783B636F6C6F723A233630356535633B223E0D0A4265736B65642073656E617374203D43333D41347220656E20686A3D43333D41346C703A204852206176673D43333D4236722076696C6B656E20726567656C20736F6D20673D43333D41346C6C3D0D0A65722E3C62723E0D0A457474203D43333D413472656E6465206B6F6D6D657220656E20673D43333D41356E672069206D3D43333D41356E6164656E20733D43333D4135206C3D43333D41346E676520706572696F64653D0D0A6E20736C7574617220736E61727420656C6C65722068617220673D43333D413574742075742E0D0A3C2F74643E3C2F74723E0D0A3C2F7461626C653E0D0A3C212D2D5B6966206D736F5D3E3C2F74643E3C2F74723E3C2F7461626C653E3C215B656E6469665D2D2D3E0D0A3C2F74643E3C2F74723E0D0A3C2F7461626C653E0D0A3C2F626F64793E0D0A3C2F68746D6C3E0D0A0D0A2D2D3D313D737465672E3463303637336262636537643437616366623162383738623D2D2D0D0A0D0A2D2D3D303D737465672E3463303637336262636537643437616366623162383738623D0D0A436F6E74656E742D5472616E736665722D456E636F64696E673A2071756F7465642D7072696E7461626C650D0A436F6E74656E742D446973706F736974696F6E3A206174746163686D656E743B2066696C656E616D653D2273697374612D64616761722E696373220D0A436F6E74656E742D547970653A20746578742F63616C656E6461723B20636861727365743D227574662D38223B206D6574686F643D225055424C495348220D0A4D494D452D56657273696F6E3A20312E300D0A0D0A424547494E3A5643414C454E4441520D0A56455253494F4E3A322E300D0A50524F4449443A2D2F2F737465672F2F737465672F2F53560D0A4D4554484F443A5055424C4953480D0A424547494E3A564556454E540D0A53554D4D4152593A532D303030363A2073697374612064616720736F6D2073657276696365617373697374656E740D0A445453544152543B56414C55453D3344444154453A32303234303231340D0A4454454E443B56414C55453D3344444154453A32303234303231350D0A44545354414D503A3230323430313038543038303030305A0D0A5549443A36323063386365333439353831663666306332656265656140737465670D0A53455155454E43453A32383431313638300D0A434C4153533A505249564154450D0A4445534352495054494F4E3A0D0A4C4153542D4D4F4449464945443A3230323430313038543038303030305A0D0A5452414E53503A5452414E53504152454E540D0A454E443A564556454E540D0A424547494E3A564556454E540D0A53554D4D4152593A532D303030313A2073697374612064616720736F6D2073657276696365617373697374656E740D0A445453544152543B56414C55453D3344444154453A32303234303232390D0A4454454E443B56414C55453D3344444154453A32303234303330310D0A44545354414D503A3230323430313038543038303030305A0D0A5549443A66333061373237623437386665393465373432336635306240737465670D0A53455155454E43453A32383431313638300D0A434C4153533A505249564154450D0A4445534352495054494F4E3A0D0A4C4153542D4D4F4449464945443A3230323430313038543038303030305A0D0A5452414E53503A5452414E53504152454E540D0A454E443A564556454E540D0A454E443A5643414C454E4441520D0A0D0A2D2D3D303D737465672E3463303637336262636537643437616366623162383738623D2D2D0D0A','b5f64e631330d3c7572377a6',NULL,3,1,1,'2024-01-08T08:00:00Z','The connection broke.',NULL);
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
INSERT INTO "participant" VALUES(1,'personnummer','198001019804','woman',1980,'Anna Alm',0);
INSERT INTO "participant" VALUES(2,'personnummer','198001029811','man',1980,'Bo Berg',0);
INSERT INTO "participant" VALUES(3,'personnummer','198001039802','woman',1980,'Zäta Qvarnskog',1);
INSERT INTO "participant" VALUES(4,'personnummer','198001049819','man',1980,'David Dahl',0);
INSERT INTO "participant" VALUES(5,'personnummer','198001059800','woman',1980,'Eva Ek',0);
INSERT INTO "participant" VALUES(6,'personnummer','198001069817','man',1980,'Filip Fors',0);
INSERT INTO "participant" VALUES(7,'personnummer','198001079808','woman',1980,'Gun Gran',0);
INSERT INTO "participant" VALUES(8,'personnummer','198001089823','woman',1980,'Hanna Hed',0);
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
INSERT INTO "placement" VALUES(1,1,2,'2023-03-01','2023-04-30',100,NULL);
INSERT INTO "placement" VALUES(2,2,3,'2022-09-01',NULL,100,NULL);
INSERT INTO "placement" VALUES(3,3,2,'2023-02-01',NULL,100,NULL);
INSERT INTO "placement" VALUES(4,4,3,'2023-04-01',NULL,100,NULL);
INSERT INTO "placement" VALUES(5,6,2,'2023-02-15',NULL,100,NULL);
INSERT INTO "placement" VALUES(6,7,3,'2021-06-01',NULL,100,NULL);
INSERT INTO "placement" VALUES(7,1,3,'2023-05-01','2023-06-30',100,NULL);
INSERT INTO "placement" VALUES(8,1,2,'2023-07-01',NULL,75,NULL);
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
INSERT INTO "reminder" VALUES(1,1,'ame@kommun.example','2023-12',2,4,'2023-08-31',1);
INSERT INTO "reminder" VALUES(2,1,'ame@kommun.example','2023-12',8,17,'2023-12-19',1);
INSERT INTO "reminder" VALUES(3,1,'ame@kommun.example','2023-12',3,6,'2024-01-31',0);
INSERT INTO "reminder" VALUES(4,1,'ame@kommun.example','2023-12',7,15,'2024-02-09',1);
INSERT INTO "reminder" VALUES(5,1,'ame@kommun.example','2023-12',6,11,'2024-02-14',1);
INSERT INTO "reminder" VALUES(6,1,'ame@kommun.example','2023-12',1,2,'2024-02-29',1);
INSERT INTO "reminder" VALUES(7,2,'bo@kommun.example','2023-12',2,4,'2023-08-31',1);
INSERT INTO "reminder" VALUES(8,2,'bo@kommun.example','2023-12',7,15,'2024-02-09',1);
INSERT INTO "reminder" VALUES(9,3,'mia@kommun.example','2023-12',6,11,'2024-02-14',1);
INSERT INTO "reminder" VALUES(10,3,'mia@kommun.example','2023-12',1,2,'2024-02-29',1);
INSERT INTO "reminder" VALUES(11,4,'ame@kommun.example','2024-01',2,4,'2023-08-31',1);
INSERT INTO "reminder" VALUES(12,4,'ame@kommun.example','2024-01',8,17,'2023-12-19',1);
INSERT INTO "reminder" VALUES(13,4,'ame@kommun.example','2024-01',3,6,'2024-01-31',0);
INSERT INTO "reminder" VALUES(14,4,'ame@kommun.example','2024-01',7,15,'2024-02-09',1);
INSERT INTO "reminder" VALUES(15,4,'ame@kommun.example','2024-01',6,11,'2024-02-14',1);
INSERT INTO "reminder" VALUES(16,4,'ame@kommun.example','2024-01',1,2,'2024-02-29',1);
INSERT INTO "reminder" VALUES(17,4,'ame@kommun.example','2024-01',4,8,'2024-03-31',1);
INSERT INTO "reminder" VALUES(18,5,'bo@kommun.example','2024-01',2,4,'2023-08-31',1);
INSERT INTO "reminder" VALUES(19,5,'bo@kommun.example','2024-01',7,15,'2024-02-09',1);
INSERT INTO "reminder" VALUES(20,5,'bo@kommun.example','2024-01',4,8,'2024-03-31',1);
INSERT INTO "reminder" VALUES(21,6,'mia@kommun.example','2024-01',6,11,'2024-02-14',1);
INSERT INTO "reminder" VALUES(22,6,'mia@kommun.example','2024-01',1,2,'2024-02-29',1);
CREATE TABLE reminder_run (
        id INTEGER PRIMARY KEY,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        at TEXT NOT NULL,
        sent INTEGER NOT NULL,
        failed INTEGER NOT NULL
    ) STRICT;
INSERT INTO "reminder_run" VALUES(1,'2023-12-20','2023-12-20T08:00:00Z',3,0);
INSERT INTO "reminder_run" VALUES(2,'2024-01-08','2024-01-08T08:00:00Z',1,2);
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
INSERT INTO "setting" VALUES(1,'mail.to','ame@kommun.example');
INSERT INTO "setting" VALUES(2,'mail.managers','on');
INSERT INTO "setting" VALUES(3,'mail.transport','smtp');
INSERT INTO "setting" VALUES(4,'mail.host','mail.kommun.example');
INSERT INTO "setting" VALUES(5,'language','sv');
INSERT INTO "setting" VALUES(6,'mail.names','initials');
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
INSERT INTO "stay" VALUES(1,1,1,'2021-03-01',NULL,'2023-02-28','2023-12-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(2,1,6,'2023-03-01','2024-02-29',NULL,NULL,'BEA',NULL,'bedömd',NULL);
INSERT INTO "stay" VALUES(3,2,1,'2021-03-01',NULL,'2022-08-31','2023-12-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(4,2,6,'2022-09-01','2023-08-31',NULL,NULL,'BEA',NULL,'bedömd',NULL);
INSERT INTO "stay" VALUES(5,3,1,'2021-03-01',NULL,'2023-01-31','2023-12-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(6,3,6,'2023-02-01','2024-01-31',NULL,NULL,'BEA',NULL,'bedömd',NULL);
INSERT INTO "stay" VALUES(7,4,1,'2021-03-01',NULL,'2023-03-31','2023-12-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(8,4,6,'2023-04-01','2024-09-30',NULL,NULL,'BEA',NULL,'bedömd',NULL);
INSERT INTO "stay" VALUES(9,5,1,'2021-03-01',NULL,'2023-07-01','2023-12-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(10,6,1,'2021-03-01',NULL,'2023-02-14','2023-12-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(11,6,6,'2023-02-15','2024-02-14',NULL,NULL,'BEA',NULL,'bedömd',NULL);
INSERT INTO "stay" VALUES(12,7,1,'2021-03-01',NULL,'2021-05-31','2023-12-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(13,7,6,'2021-06-01','2022-05-31','2022-05-31','2023-12-01','BEA',NULL,'bedömd',NULL);
INSERT INTO "stay" VALUES(14,7,4,'2022-06-01',NULL,'2023-02-09','2023-12-01',NULL,NULL,'paus',NULL);
INSERT INTO "stay" VALUES(15,7,6,'2023-02-10','2024-03-31',NULL,NULL,'BEA',NULL,'bedömd',NULL);
INSERT INTO "stay" VALUES(16,8,1,'2021-03-01',NULL,'2022-12-19','2023-12-01',NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(17,8,6,'2022-12-20','2023-12-19','2023-12-19','2024-01-10','BEA',NULL,'bedömd',NULL);
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
INSERT INTO "workplace" VALUES(1,'Snickeriet',1,'Skövde',1,NULL,NULL,NULL);
INSERT INTO "workplace" VALUES(2,'Solgården',3,'Skövde',0,NULL,'mia@kommun.example',NULL);
INSERT INTO "workplace" VALUES(3,'Björkskolan',2,'Skövde',0,NULL,'bo@kommun.example',NULL);
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
INSERT INTO "sqlite_sequence" VALUES('participant',8);
INSERT INTO "sqlite_sequence" VALUES('outbox',6);
COMMIT;
