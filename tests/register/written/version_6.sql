-- What every verb of version 6 writes, as its own code wrote it: what version 5's do, a hold, a rule of
-- retention, readings, backups, and the erasure of somebody who was registered wrongly.
PRAGMA application_id = 1398031687;
PRAGMA user_version = 6;
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
CREATE TABLE change_row (
        id INTEGER PRIMARY KEY,
        change_id INTEGER NOT NULL REFERENCES change (id),
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        participant_id INTEGER,
        before TEXT,
        after TEXT
    ) STRICT;
INSERT INTO "change_row" VALUES(1,1,'step',1,NULL,NULL,'{"id":1,"code":"kartlaggning","swedish":"kartläggning","english":"mapping","location":"ame","payer":null,"least_months":null,"most_months":null,"agreement":null,"own_sector":0,"training":0}');
INSERT INTO "change_row" VALUES(2,1,'step',2,NULL,NULL,'{"id":2,"code":"utredning","swedish":"utredning","english":"investigation","location":"ame","payer":null,"least_months":null,"most_months":null,"agreement":null,"own_sector":0,"training":0}');
INSERT INTO "change_row" VALUES(3,1,'step',3,NULL,NULL,'{"id":3,"code":"arbetsprovning","swedish":"arbetsprövning","english":"work trial","location":"adapted","payer":null,"least_months":null,"most_months":null,"agreement":null,"own_sector":0,"training":0}');
INSERT INTO "change_row" VALUES(4,1,'step',4,NULL,NULL,'{"id":4,"code":"praktik","swedish":"praktik","english":"work placement","location":"ordinary","payer":null,"least_months":null,"most_months":null,"agreement":null,"own_sector":0,"training":0}');
INSERT INTO "change_row" VALUES(5,1,'step',5,NULL,NULL,'{"id":5,"code":"utbildningspraktik","swedish":"utbildningspraktik","english":"training in placement","location":"ordinary","payer":null,"least_months":null,"most_months":null,"agreement":null,"own_sector":0,"training":1}');
INSERT INTO "change_row" VALUES(6,1,'step',6,NULL,NULL,'{"id":6,"code":"serviceassistent","swedish":"serviceassistent","english":"serviceassistent","location":"ordinary","payer":"AME","least_months":12,"most_months":24,"agreement":"BEA","own_sector":0,"training":0}');
INSERT INTO "change_row" VALUES(7,1,'step',7,NULL,NULL,'{"id":7,"code":"enhetsassistent","swedish":"enhetsassistent","english":"enhetsassistent","location":"ordinary","payer":"sector","least_months":null,"most_months":null,"agreement":"AB","own_sector":1,"training":0}');
INSERT INTO "change_row" VALUES(8,1,'step',8,NULL,NULL,'{"id":8,"code":"underskoterska","swedish":"undersköterska","english":"undersköterska","location":"ordinary","payer":"sector","least_months":null,"most_months":null,"agreement":null,"own_sector":0,"training":0}');
INSERT INTO "change_row" VALUES(9,1,'step',9,NULL,NULL,'{"id":9,"code":"sjukskoterska","swedish":"sjuksköterska","english":"sjuksköterska","location":"ordinary","payer":"sector","least_months":null,"most_months":null,"agreement":null,"own_sector":0,"training":0}');
INSERT INTO "change_row" VALUES(10,1,'setting',1,NULL,NULL,'{"id":1,"key":"language","value":"en"}');
INSERT INTO "change_row" VALUES(11,1,'sector',1,NULL,NULL,'{"id":1,"name":"Arbetsmarknad","employs_from":null}');
INSERT INTO "change_row" VALUES(12,1,'sector',2,NULL,NULL,'{"id":2,"name":"Barn och utbildning","employs_from":null}');
INSERT INTO "change_row" VALUES(13,1,'sector',3,NULL,NULL,'{"id":3,"name":"Vård och omsorg","employs_from":"2023-01-01"}');
INSERT INTO "change_row" VALUES(14,1,'municipality',1,NULL,NULL,'{"id":1,"name":"Mariestad"}');
INSERT INTO "change_row" VALUES(15,1,'municipality',2,NULL,NULL,'{"id":2,"name":"Skövde"}');
INSERT INTO "change_row" VALUES(16,1,'municipality',3,NULL,NULL,'{"id":3,"name":"Töreboda"}');
INSERT INTO "change_row" VALUES(17,1,'municipality',4,NULL,NULL,'{"id":4,"name":"Gullspång"}');
INSERT INTO "change_row" VALUES(18,1,'cohort',1,NULL,NULL,'{"id":1,"name":"Pilot 2016","planned":25,"first_day":"2016-01-01","last_day":"2016-12-31","project_id":null,"open_until":null}');
INSERT INTO "change_row" VALUES(19,1,'project',1,NULL,NULL,'{"id":1,"name":"STEG","number":"2018/00439","region":"Västsverige","owner":"Mariestads kommun","partners":"Skövde, Töreboda, Gullspång, Arbetsförmedlingen","objective":"2.1","first_day":"2019-04-01","last_day":"2022-03-31","planned":230,"budget":25945842,"granted":12190112,"reported_cost":0,"contact":null,"email":null}');
INSERT INTO "change_row" VALUES(20,1,'cohort',2,NULL,NULL,'{"id":2,"name":"STEG","planned":230,"first_day":"2019-04-01","last_day":"2022-03-31","project_id":1,"open_until":null}');
INSERT INTO "change_row" VALUES(21,2,'setting',2,NULL,NULL,'{"id":2,"key":"mail.to","value":"ame@kommun.example"}');
INSERT INTO "change_row" VALUES(22,3,'workplace',1,NULL,NULL,'{"id":1,"name":"Solgården","sector_id":3,"municipality":"Skövde","adapted":0,"manager":null,"manager_email":null,"places":2,"open_until":null}');
INSERT INTO "change_row" VALUES(23,4,'workplace',2,NULL,NULL,'{"id":2,"name":"Verkstan","sector_id":3,"municipality":"Mariestad","adapted":1,"manager":null,"manager_email":null,"places":null,"open_until":null}');
INSERT INTO "change_row" VALUES(24,5,'post',1,NULL,NULL,'{"id":1,"title":"Måltidsvärd","tasks":"frukost","relieves":"förskollärare","workplace_id":1,"places":1,"approved_on":null,"approved_by":null,"approval":null}');
INSERT INTO "change_row" VALUES(25,6,'contact',1,NULL,NULL,'{"id":1,"name":"Eva Holm","role":"rektor","organisation":"Barn och utbildning","email":null,"project_id":1}');
INSERT INTO "change_row" VALUES(26,7,'municipality',5,NULL,NULL,'{"id":5,"name":"Tibro"}');
INSERT INTO "change_row" VALUES(27,7,'municipality_plan',1,NULL,NULL,'{"id":1,"municipality_id":5,"project_id":1,"planned":3}');
INSERT INTO "change_row" VALUES(28,8,'participant',1,1,NULL,'{"id":1,"kind":"samordningsnummer","number":"198001619801","sex":"woman","birth_year":1980,"name":"Anna Andersson","protected":0}');
INSERT INTO "change_row" VALUES(29,8,'enrolment',1,1,NULL,'{"id":1,"participant_id":1,"cohort_id":2,"municipality":"Skövde","first_day":"2022-01-10","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(30,8,'stay',1,1,NULL,'{"id":1,"enrolment_id":1,"step_id":1,"first_day":"2022-01-10","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null,"completed":null,"certificate_day":null,"post_id":null}');
INSERT INTO "change_row" VALUES(31,9,'participant',2,2,NULL,'{"id":2,"kind":"other","number":"P-7","sex":"man","birth_year":1990,"name":"Bo Berg","protected":0}');
INSERT INTO "change_row" VALUES(32,9,'enrolment',2,2,NULL,'{"id":2,"participant_id":2,"cohort_id":2,"municipality":"Tibro","first_day":"2022-02-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":1,"long_term_unemployed":0,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(33,9,'stay',2,2,NULL,'{"id":2,"enrolment_id":2,"step_id":1,"first_day":"2022-02-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null,"completed":null,"certificate_day":null,"post_id":null}');
INSERT INTO "change_row" VALUES(34,10,'participant',3,3,NULL,'{"id":3,"kind":"personnummer","number":"198501019809","sex":"woman","birth_year":1985,"name":"Cia Ceder","protected":1}');
INSERT INTO "change_row" VALUES(35,10,'enrolment',3,3,NULL,'{"id":3,"participant_id":3,"cohort_id":2,"municipality":"Mariestad","first_day":"2022-03-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(36,10,'stay',3,3,NULL,'{"id":3,"enrolment_id":3,"step_id":1,"first_day":"2022-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null,"completed":null,"certificate_day":null,"post_id":null}');
INSERT INTO "change_row" VALUES(37,11,'stay',1,1,'{"id":1,"enrolment_id":1,"step_id":1,"first_day":"2022-01-10","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null,"completed":null,"certificate_day":null,"post_id":null}','{"id":1,"enrolment_id":1,"step_id":1,"first_day":"2022-01-10","planned_last_day":null,"last_day":"2022-04-30","closed_on":"2024-01-15","agreement":null,"weekends":null,"exception":null,"decided_by":null,"completed":null,"certificate_day":null,"post_id":null}');
INSERT INTO "change_row" VALUES(38,11,'stay',4,1,NULL,'{"id":4,"enrolment_id":1,"step_id":5,"first_day":"2022-05-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":"direkt","decided_by":null,"completed":null,"certificate_day":null,"post_id":null}');
INSERT INTO "change_row" VALUES(39,11,'placement',1,1,NULL,'{"id":1,"enrolment_id":1,"workplace_id":1,"first_day":"2022-05-01","last_day":null,"percent":100,"supervisor":null,"exception":null}');
INSERT INTO "change_row" VALUES(40,12,'stay',4,1,'{"id":4,"enrolment_id":1,"step_id":5,"first_day":"2022-05-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":"direkt","decided_by":null,"completed":null,"certificate_day":null,"post_id":null}','{"id":4,"enrolment_id":1,"step_id":5,"first_day":"2022-05-01","planned_last_day":null,"last_day":"2022-10-31","closed_on":"2024-01-15","agreement":null,"weekends":null,"exception":"direkt","decided_by":null,"completed":1,"certificate_day":"2022-10-20","post_id":null}');
INSERT INTO "change_row" VALUES(41,12,'stay',5,1,NULL,'{"id":5,"enrolment_id":1,"step_id":6,"first_day":"2022-11-01","planned_last_day":"2024-10-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":null,"decided_by":null,"completed":null,"certificate_day":null,"post_id":1}');
INSERT INTO "change_row" VALUES(42,13,'support',1,1,NULL,'{"id":1,"enrolment_id":1,"kind":"nystartsjobb","first_day":"2022-11-01","last_day":"2023-10-31","percent":50,"cap":20000,"decision":"AF 1"}');
INSERT INTO "change_row" VALUES(43,14,'pause',1,1,NULL,'{"id":1,"enrolment_id":1,"first_day":"2023-06-01","last_day":"2023-06-30","paid":0}');
INSERT INTO "change_row" VALUES(44,15,'deadline',1,1,NULL,'{"id":1,"enrolment_id":1,"text":"utdrag ur belastningsregistret","day":"2024-02-01","lead":1,"done_on":null}');
INSERT INTO "change_row" VALUES(45,16,'participant',1,1,'{"id":1,"kind":"samordningsnummer","number":"198001619801","sex":"woman","birth_year":1980,"name":"Anna Andersson","protected":0}','{"id":1,"kind":"personnummer","number":"198001019804","sex":"woman","birth_year":1980,"name":"Anna Andersson","protected":0}');
INSERT INTO "change_row" VALUES(46,16,'former_number',1,1,NULL,'{"id":1,"participant_id":1,"kind":"samordningsnummer","number":"198001619801","replaced_on":"2024-01-15"}');
INSERT INTO "change_row" VALUES(47,17,'participant',2,2,'{"id":2,"kind":"other","number":"P-7","sex":"man","birth_year":1990,"name":"Bo Berg","protected":0}','{"id":2,"kind":"personnummer","number":"199001019810","sex":"man","birth_year":1990,"name":"Bo Berg","protected":0}');
INSERT INTO "change_row" VALUES(48,17,'former_number',2,2,NULL,'{"id":2,"participant_id":2,"kind":"other","number":"P-7","replaced_on":"2024-01-15"}');
INSERT INTO "change_row" VALUES(49,18,'former_number',2,2,'{"id":2,"participant_id":2,"kind":"other","number":"P-7","replaced_on":"2024-01-15"}',NULL);
INSERT INTO "change_row" VALUES(50,18,'participant',2,2,'{"id":2,"kind":"personnummer","number":"199001019810","sex":"man","birth_year":1990,"name":"Bo Berg","protected":0}','{"id":2,"kind":"other","number":"P-7","sex":"man","birth_year":1990,"name":"Bo Berg","protected":0}');
INSERT INTO "change_row" VALUES(51,19,'stay',2,2,'{"id":2,"enrolment_id":2,"step_id":1,"first_day":"2022-02-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null,"completed":null,"certificate_day":null,"post_id":null}','{"id":2,"enrolment_id":2,"step_id":1,"first_day":"2022-02-01","planned_last_day":null,"last_day":"2022-03-31","closed_on":"2024-01-15","agreement":null,"weekends":null,"exception":null,"decided_by":null,"completed":null,"certificate_day":null,"post_id":null}');
INSERT INTO "change_row" VALUES(52,19,'stay',6,2,NULL,'{"id":6,"enrolment_id":2,"step_id":3,"first_day":"2022-04-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":"prövade redan","decided_by":null,"completed":null,"certificate_day":null,"post_id":null}');
INSERT INTO "change_row" VALUES(53,19,'placement',2,2,NULL,'{"id":2,"enrolment_id":2,"workplace_id":2,"first_day":"2022-04-01","last_day":null,"percent":100,"supervisor":null,"exception":null}');
INSERT INTO "change_row" VALUES(54,20,'enrolment',2,2,'{"id":2,"participant_id":2,"cohort_id":2,"municipality":"Tibro","first_day":"2022-02-01","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":1,"long_term_unemployed":0,"education":null,"consultant":null,"exception":null}','{"id":2,"participant_id":2,"cohort_id":2,"municipality":"Tibro","first_day":"2022-02-01","last_day":"2023-07-31","left_to":"job-search","qualification":0,"status":"unemployed","disability":1,"long_term_unemployed":0,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(55,20,'stay',6,2,'{"id":6,"enrolment_id":2,"step_id":3,"first_day":"2022-04-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":"prövade redan","decided_by":null,"completed":null,"certificate_day":null,"post_id":null}','{"id":6,"enrolment_id":2,"step_id":3,"first_day":"2022-04-01","planned_last_day":null,"last_day":"2023-07-31","closed_on":"2024-01-15","agreement":null,"weekends":null,"exception":"prövade redan","decided_by":null,"completed":null,"certificate_day":null,"post_id":null}');
INSERT INTO "change_row" VALUES(56,20,'placement',2,2,'{"id":2,"enrolment_id":2,"workplace_id":2,"first_day":"2022-04-01","last_day":null,"percent":100,"supervisor":null,"exception":null}','{"id":2,"enrolment_id":2,"workplace_id":2,"first_day":"2022-04-01","last_day":"2023-07-31","percent":100,"supervisor":null,"exception":null}');
INSERT INTO "change_row" VALUES(57,21,'follow_up',1,2,NULL,'{"id":1,"enrolment_id":2,"day":"2024-01-15","status":"employment"}');
INSERT INTO "change_row" VALUES(58,22,'stay',3,3,'{"id":3,"enrolment_id":3,"step_id":1,"first_day":"2022-03-01","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null,"completed":null,"certificate_day":null,"post_id":null}','{"id":3,"enrolment_id":3,"step_id":1,"first_day":"2022-03-01","planned_last_day":null,"last_day":"2023-01-31","closed_on":"2024-01-15","agreement":null,"weekends":null,"exception":null,"decided_by":null,"completed":null,"certificate_day":null,"post_id":null}');
INSERT INTO "change_row" VALUES(59,22,'stay',7,3,NULL,'{"id":7,"enrolment_id":3,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-01-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"var där","decided_by":null,"completed":null,"certificate_day":null,"post_id":null}');
INSERT INTO "change_row" VALUES(60,22,'placement',3,3,NULL,'{"id":3,"enrolment_id":3,"workplace_id":1,"first_day":"2023-02-01","last_day":null,"percent":100,"supervisor":null,"exception":null}');
INSERT INTO "change_row" VALUES(61,23,'stay',7,3,'{"id":7,"enrolment_id":3,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-01-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"var där","decided_by":null,"completed":null,"certificate_day":null,"post_id":null}','{"id":7,"enrolment_id":3,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-07-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"var där","decided_by":null,"completed":null,"certificate_day":null,"post_id":null}');
INSERT INTO "change_row" VALUES(62,23,'extension',1,3,NULL,'{"id":1,"stay_id":7,"decided_on":"2024-01-15","old_last_day":"2024-01-31","new_last_day":"2024-07-31","decided_by":null,"exception":null}');
INSERT INTO "change_row" VALUES(66,25,'remark',1,1,NULL,'{"id":1,"participant_id":1,"day":"2024-01-17","note":"vill börja tidigt"}');
INSERT INTO "change_row" VALUES(67,26,'residence',1,1,NULL,'{"id":1,"enrolment_id":1,"municipality":"Mariestad","first_day":"2023-05-01"}');
INSERT INTO "change_row" VALUES(68,27,'participant',5,5,NULL,'{"id":5,"kind":"personnummer","number":"199001019810","sex":"man","birth_year":1990,"name":"Bo Berg","protected":0}');
INSERT INTO "change_row" VALUES(69,27,'enrolment',5,5,NULL,'{"id":5,"participant_id":5,"cohort_id":2,"municipality":"Skövde","first_day":"2024-01-16","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":1,"long_term_unemployed":0,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(70,27,'stay',9,5,NULL,'{"id":9,"enrolment_id":5,"step_id":1,"first_day":"2024-01-16","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null,"completed":null,"certificate_day":null,"post_id":null}');
INSERT INTO "change_row" VALUES(71,28,'enrolment',5,2,'{"id":5,"participant_id":5,"cohort_id":2,"municipality":"Skövde","first_day":"2024-01-16","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":1,"long_term_unemployed":0,"education":null,"consultant":null,"exception":null}','{"id":5,"participant_id":2,"cohort_id":2,"municipality":"Skövde","first_day":"2024-01-16","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":1,"long_term_unemployed":0,"education":null,"consultant":null,"exception":null}');
INSERT INTO "change_row" VALUES(72,28,'participant',5,5,'{"id":5,"kind":"personnummer","number":"199001019810","sex":"man","birth_year":1990,"name":"Bo Berg","protected":0}',NULL);
INSERT INTO "change_row" VALUES(73,28,'former_number',2,2,NULL,'{"id":2,"participant_id":2,"kind":"personnummer","number":"199001019810","replaced_on":"2024-01-17"}');
INSERT INTO "change_row" VALUES(74,28,'former_case',1,2,NULL,'{"id":1,"participant_id":2,"former_case":5}');
INSERT INTO "change_row" VALUES(75,29,'workplace',2,NULL,'{"id":2,"name":"Verkstan","sector_id":3,"municipality":"Mariestad","adapted":1,"manager":null,"manager_email":null,"places":null,"open_until":null}','{"id":2,"name":"Verkstan","sector_id":3,"municipality":"Mariestad","adapted":1,"manager":null,"manager_email":null,"places":null,"open_until":"2024-03-31"}');
INSERT INTO "change_row" VALUES(76,30,'stay',7,3,'{"id":7,"enrolment_id":3,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-07-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"var där","decided_by":null,"completed":null,"certificate_day":null,"post_id":null,"notice_of":null,"notice_given":null,"union_notified":null}','{"id":7,"enrolment_id":3,"step_id":6,"first_day":"2023-02-01","planned_last_day":"2024-07-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":"var där","decided_by":null,"completed":null,"certificate_day":null,"post_id":null,"notice_of":"2024-07-31","notice_given":"2024-06-01","union_notified":"2024-06-02"}');
INSERT INTO "change_row" VALUES(77,31,'stay',5,1,'{"id":5,"enrolment_id":1,"step_id":6,"first_day":"2022-11-01","planned_last_day":"2024-10-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":null,"decided_by":null,"completed":null,"certificate_day":null,"post_id":1,"notice_of":null,"notice_given":null,"union_notified":null}','{"id":5,"enrolment_id":1,"step_id":6,"first_day":"2022-11-01","planned_last_day":"2024-10-31","last_day":null,"closed_on":null,"agreement":"BEA","weekends":null,"exception":null,"decided_by":null,"completed":null,"certificate_day":null,"post_id":1,"notice_of":"2024-10-31","notice_given":"2024-06-03","union_notified":null}');
INSERT INTO "change_row" VALUES(78,32,'rate',1,NULL,NULL,'{"id":1,"key":"wage.serviceassistent","first_day":"2024-01-01","amount":"24500"}');
INSERT INTO "change_row" VALUES(79,33,'rate',2,NULL,NULL,'{"id":2,"key":"on-costs","first_day":"2024-01-01","amount":"40.15"}');
INSERT INTO "change_row" VALUES(80,34,'rate',3,NULL,NULL,'{"id":3,"key":"wage.serviceassistent","first_day":"2024-04-01","amount":"25200.50"}');
INSERT INTO "change_row" VALUES(81,35,'rate',4,NULL,NULL,'{"id":4,"key":"on-costs","first_day":"2023-01-01","amount":"39"}');
INSERT INTO "change_row" VALUES(82,36,'rate',4,NULL,'{"id":4,"key":"on-costs","first_day":"2023-01-01","amount":"39"}',NULL);
INSERT INTO "change_row" VALUES(83,37,'project',1,NULL,'{"id":1,"name":"STEG","number":"2018/00439","region":"Västsverige","owner":"Mariestads kommun","partners":"Skövde, Töreboda, Gullspång, Arbetsförmedlingen","objective":"2.1","first_day":"2019-04-01","last_day":"2022-03-31","planned":230,"budget":25945842,"granted":12190112,"reported_cost":0,"contact":null,"email":null,"programme":null,"analysis_until":null,"implementation_until":null}','{"id":1,"name":"STEG","number":"2018/00439","region":"Västsverige","owner":"Mariestads kommun","partners":"Skövde, Töreboda, Gullspång, Arbetsförmedlingen","objective":"2.1","first_day":"2019-04-01","last_day":"2022-03-31","planned":230,"budget":25945842,"granted":12190112,"reported_cost":0,"contact":null,"email":null,"programme":"2021-2027","analysis_until":"2019-12-31","implementation_until":"2021-12-31"}');
INSERT INTO "change_row" VALUES(84,38,'participant',6,6,NULL,'{"id":6,"kind":"personnummer","number":"198505059801","sex":"woman","birth_year":1985,"name":"Ceder Cedergren","protected":0}');
INSERT INTO "change_row" VALUES(85,38,'enrolment',6,6,NULL,'{"id":6,"participant_id":6,"cohort_id":2,"municipality":"Mariestad","first_day":"2024-06-03","last_day":null,"left_to":null,"qualification":0,"status":"unemployed","disability":0,"long_term_unemployed":1,"education":null,"consultant":null,"exception":null,"labour_status":"unemployed","unemployed_since":"2022-05-01"}');
INSERT INTO "change_row" VALUES(86,38,'stay',10,6,NULL,'{"id":10,"enrolment_id":6,"step_id":1,"first_day":"2024-06-03","planned_last_day":null,"last_day":null,"closed_on":null,"agreement":null,"weekends":null,"exception":null,"decided_by":null,"completed":null,"certificate_day":null,"post_id":null,"notice_of":null,"notice_given":null,"union_notified":null}');
INSERT INTO "change_row" VALUES(87,39,'hold',1,1,NULL,'{"id":1,"participant_id":1,"reason":"An appeal is going on","day":"2024-06-01"}');
INSERT INTO "change_row" VALUES(88,40,'retention_rule',1,NULL,NULL,'{"id":1,"kept":"participant","years":2,"decision":"ARK 2024-7","decided_on":"2024-05-20"}');
INSERT INTO "change_row" VALUES(89,41,'project',1,NULL,'{"id":1,"name":"STEG","number":"2018/00439","region":"Västsverige","owner":"Mariestads kommun","partners":"Skövde, Töreboda, Gullspång, Arbetsförmedlingen","objective":"2.1","first_day":"2019-04-01","last_day":"2022-03-31","planned":230,"budget":25945842,"granted":12190112,"reported_cost":0,"contact":null,"email":null,"programme":"2021-2027","analysis_until":"2019-12-31","implementation_until":"2021-12-31","keep_until":null}','{"id":1,"name":"STEG","number":"2018/00439","region":"Västsverige","owner":"Mariestads kommun","partners":"Skövde, Töreboda, Gullspång, Arbetsförmedlingen","objective":"2.1","first_day":"2019-04-01","last_day":"2022-03-31","planned":230,"budget":25945842,"granted":12190112,"reported_cost":0,"contact":null,"email":null,"programme":"2021-2027","analysis_until":"2019-12-31","implementation_until":"2021-12-31","keep_until":"2034-12-31"}');
INSERT INTO "change_row" VALUES(90,42,'project',1,NULL,'{"id":1,"name":"STEG","number":"2018/00439","region":"Västsverige","owner":"Mariestads kommun","partners":"Skövde, Töreboda, Gullspång, Arbetsförmedlingen","objective":"2.1","first_day":"2019-04-01","last_day":"2022-03-31","planned":230,"budget":25945842,"granted":12190112,"reported_cost":0,"contact":null,"email":null,"programme":"2021-2027","analysis_until":"2019-12-31","implementation_until":"2021-12-31","keep_until":"2034-12-31"}','{"id":1,"name":"STEG","number":"2018/00439","region":"Västsverige","owner":"Mariestads kommun","partners":"Skövde, Töreboda, Gullspång, Arbetsförmedlingen","objective":"2.1","first_day":"2019-04-01","last_day":"2022-03-31","planned":230,"budget":25945842,"granted":12190112,"reported_cost":0,"contact":null,"email":null,"programme":"2021-2027","analysis_until":"2019-12-31","implementation_until":"2021-12-31","keep_until":null}');
INSERT INTO "change_row" VALUES(91,24,'erasure',1,NULL,NULL,NULL);
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
INSERT INTO "participant" VALUES(2,'other','P-7','man',1990,'Bo Berg',0);
INSERT INTO "participant" VALUES(3,'personnummer','198501019809','woman',1985,'Cia Ceder',1);
INSERT INTO "participant" VALUES(6,'personnummer','198505059801','woman',1985,'Ceder Cedergren',0);
CREATE TABLE pause (
        id INTEGER PRIMARY KEY,
        enrolment_id INTEGER NOT NULL REFERENCES enrolment (id),
        first_day TEXT NOT NULL CHECK (first_day IS date(first_day, '+0 days') AND first_day >= '0001-01-01'),
        last_day TEXT CHECK (last_day IS date(last_day, '+0 days') AND last_day >= '0001-01-01'),
        paid INTEGER NOT NULL DEFAULT 1 CHECK (paid IN (0, 1)),
        CHECK (last_day >= first_day)
    ) STRICT;
INSERT INTO "pause" VALUES(1,1,'2023-06-01','2023-06-30',0);
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
INSERT INTO "project" VALUES(1,'STEG','2018/00439','Västsverige','Mariestads kommun','Skövde, Töreboda, Gullspång, Arbetsförmedlingen','2.1','2019-04-01','2022-03-31',230,25945842,12190112,0,NULL,NULL,'2021-2027','2019-12-31','2021-12-31',NULL);
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
INSERT INTO "stay" VALUES(9,5,1,'2024-01-16',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "stay" VALUES(10,6,1,'2024-06-03',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "workplace" VALUES(1,'Solgården',3,'Skövde',0,NULL,NULL,2,NULL);
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
CREATE INDEX change_row_by_change ON change_row (change_id);
CREATE INDEX change_row_by_participant ON change_row (participant_id) WHERE participant_id IS NOT NULL;
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
                    'project', NEW.id, NULL, NULL, json_object('id', NEW.id, 'name', NEW.name, 'number', NEW.number, 'region', NEW.region, 'owner', NEW.owner, 'partners', NEW.partners, 'objective', NEW.objective, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'planned', NEW.planned, 'budget', NEW.budget, 'granted', NEW.granted, 'reported_cost', NEW.reported_cost, 'contact', NEW.contact, 'email', NEW.email, 'programme', NEW.programme, 'analysis_until', NEW.analysis_until, 'implementation_until', NEW.implementation_until, 'keep_until', NEW.keep_until));
        END;
CREATE TRIGGER project_update_log AFTER UPDATE ON project WHEN json_object('id', OLD.id, 'name', OLD.name, 'number', OLD.number, 'region', OLD.region, 'owner', OLD.owner, 'partners', OLD.partners, 'objective', OLD.objective, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'planned', OLD.planned, 'budget', OLD.budget, 'granted', OLD.granted, 'reported_cost', OLD.reported_cost, 'contact', OLD.contact, 'email', OLD.email, 'programme', OLD.programme, 'analysis_until', OLD.analysis_until, 'implementation_until', OLD.implementation_until, 'keep_until', OLD.keep_until) <> json_object('id', NEW.id, 'name', NEW.name, 'number', NEW.number, 'region', NEW.region, 'owner', NEW.owner, 'partners', NEW.partners, 'objective', NEW.objective, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'planned', NEW.planned, 'budget', NEW.budget, 'granted', NEW.granted, 'reported_cost', NEW.reported_cost, 'contact', NEW.contact, 'email', NEW.email, 'programme', NEW.programme, 'analysis_until', NEW.analysis_until, 'implementation_until', NEW.implementation_until, 'keep_until', NEW.keep_until)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'project ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'project', NEW.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'number', OLD.number, 'region', OLD.region, 'owner', OLD.owner, 'partners', OLD.partners, 'objective', OLD.objective, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'planned', OLD.planned, 'budget', OLD.budget, 'granted', OLD.granted, 'reported_cost', OLD.reported_cost, 'contact', OLD.contact, 'email', OLD.email, 'programme', OLD.programme, 'analysis_until', OLD.analysis_until, 'implementation_until', OLD.implementation_until, 'keep_until', OLD.keep_until), json_object('id', NEW.id, 'name', NEW.name, 'number', NEW.number, 'region', NEW.region, 'owner', NEW.owner, 'partners', NEW.partners, 'objective', NEW.objective, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'planned', NEW.planned, 'budget', NEW.budget, 'granted', NEW.granted, 'reported_cost', NEW.reported_cost, 'contact', NEW.contact, 'email', NEW.email, 'programme', NEW.programme, 'analysis_until', NEW.analysis_until, 'implementation_until', NEW.implementation_until, 'keep_until', NEW.keep_until));
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
                    'project', OLD.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'number', OLD.number, 'region', OLD.region, 'owner', OLD.owner, 'partners', OLD.partners, 'objective', OLD.objective, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'planned', OLD.planned, 'budget', OLD.budget, 'granted', OLD.granted, 'reported_cost', OLD.reported_cost, 'contact', OLD.contact, 'email', OLD.email, 'programme', OLD.programme, 'analysis_until', OLD.analysis_until, 'implementation_until', OLD.implementation_until, 'keep_until', OLD.keep_until), NULL);
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
                    'cohort', NEW.id, NULL, NULL, json_object('id', NEW.id, 'name', NEW.name, 'planned', NEW.planned, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'project_id', NEW.project_id, 'open_until', NEW.open_until));
        END;
CREATE TRIGGER cohort_update_log AFTER UPDATE ON cohort WHEN json_object('id', OLD.id, 'name', OLD.name, 'planned', OLD.planned, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'project_id', OLD.project_id, 'open_until', OLD.open_until) <> json_object('id', NEW.id, 'name', NEW.name, 'planned', NEW.planned, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'project_id', NEW.project_id, 'open_until', NEW.open_until)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'cohort ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'cohort', NEW.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'planned', OLD.planned, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'project_id', OLD.project_id, 'open_until', OLD.open_until), json_object('id', NEW.id, 'name', NEW.name, 'planned', NEW.planned, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'project_id', NEW.project_id, 'open_until', NEW.open_until));
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
                    'cohort', OLD.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'planned', OLD.planned, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'project_id', OLD.project_id, 'open_until', OLD.open_until), NULL);
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
                    'step', NEW.id, NULL, NULL, json_object('id', NEW.id, 'code', NEW.code, 'swedish', NEW.swedish, 'english', NEW.english, 'location', NEW.location, 'payer', NEW.payer, 'least_months', NEW.least_months, 'most_months', NEW.most_months, 'agreement', NEW.agreement, 'own_sector', NEW.own_sector, 'training', NEW.training));
        END;
CREATE TRIGGER step_update_log AFTER UPDATE ON step WHEN json_object('id', OLD.id, 'code', OLD.code, 'swedish', OLD.swedish, 'english', OLD.english, 'location', OLD.location, 'payer', OLD.payer, 'least_months', OLD.least_months, 'most_months', OLD.most_months, 'agreement', OLD.agreement, 'own_sector', OLD.own_sector, 'training', OLD.training) <> json_object('id', NEW.id, 'code', NEW.code, 'swedish', NEW.swedish, 'english', NEW.english, 'location', NEW.location, 'payer', NEW.payer, 'least_months', NEW.least_months, 'most_months', NEW.most_months, 'agreement', NEW.agreement, 'own_sector', NEW.own_sector, 'training', NEW.training)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'step ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'step', NEW.id, NULL, json_object('id', OLD.id, 'code', OLD.code, 'swedish', OLD.swedish, 'english', OLD.english, 'location', OLD.location, 'payer', OLD.payer, 'least_months', OLD.least_months, 'most_months', OLD.most_months, 'agreement', OLD.agreement, 'own_sector', OLD.own_sector, 'training', OLD.training), json_object('id', NEW.id, 'code', NEW.code, 'swedish', NEW.swedish, 'english', NEW.english, 'location', NEW.location, 'payer', NEW.payer, 'least_months', NEW.least_months, 'most_months', NEW.most_months, 'agreement', NEW.agreement, 'own_sector', NEW.own_sector, 'training', NEW.training));
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
                    'step', OLD.id, NULL, json_object('id', OLD.id, 'code', OLD.code, 'swedish', OLD.swedish, 'english', OLD.english, 'location', OLD.location, 'payer', OLD.payer, 'least_months', OLD.least_months, 'most_months', OLD.most_months, 'agreement', OLD.agreement, 'own_sector', OLD.own_sector, 'training', OLD.training), NULL);
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
                    'workplace', NEW.id, NULL, NULL, json_object('id', NEW.id, 'name', NEW.name, 'sector_id', NEW.sector_id, 'municipality', NEW.municipality, 'adapted', NEW.adapted, 'manager', NEW.manager, 'manager_email', NEW.manager_email, 'places', NEW.places, 'open_until', NEW.open_until));
        END;
CREATE TRIGGER workplace_update_log AFTER UPDATE ON workplace WHEN json_object('id', OLD.id, 'name', OLD.name, 'sector_id', OLD.sector_id, 'municipality', OLD.municipality, 'adapted', OLD.adapted, 'manager', OLD.manager, 'manager_email', OLD.manager_email, 'places', OLD.places, 'open_until', OLD.open_until) <> json_object('id', NEW.id, 'name', NEW.name, 'sector_id', NEW.sector_id, 'municipality', NEW.municipality, 'adapted', NEW.adapted, 'manager', NEW.manager, 'manager_email', NEW.manager_email, 'places', NEW.places, 'open_until', NEW.open_until)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'workplace ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'workplace', NEW.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'sector_id', OLD.sector_id, 'municipality', OLD.municipality, 'adapted', OLD.adapted, 'manager', OLD.manager, 'manager_email', OLD.manager_email, 'places', OLD.places, 'open_until', OLD.open_until), json_object('id', NEW.id, 'name', NEW.name, 'sector_id', NEW.sector_id, 'municipality', NEW.municipality, 'adapted', NEW.adapted, 'manager', NEW.manager, 'manager_email', NEW.manager_email, 'places', NEW.places, 'open_until', NEW.open_until));
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
                    'workplace', OLD.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'sector_id', OLD.sector_id, 'municipality', OLD.municipality, 'adapted', OLD.adapted, 'manager', OLD.manager, 'manager_email', OLD.manager_email, 'places', OLD.places, 'open_until', OLD.open_until), NULL);
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
                    'enrolment', NEW.id, NEW.participant_id, NULL, json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'cohort_id', NEW.cohort_id, 'municipality', NEW.municipality, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'left_to', NEW.left_to, 'qualification', NEW.qualification, 'status', NEW.status, 'disability', NEW.disability, 'long_term_unemployed', NEW.long_term_unemployed, 'education', NEW.education, 'consultant', NEW.consultant, 'exception', NEW.exception, 'labour_status', NEW.labour_status, 'unemployed_since', NEW.unemployed_since));
        END;
CREATE TRIGGER enrolment_update_log AFTER UPDATE ON enrolment WHEN json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'cohort_id', OLD.cohort_id, 'municipality', OLD.municipality, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'left_to', OLD.left_to, 'qualification', OLD.qualification, 'status', OLD.status, 'disability', OLD.disability, 'long_term_unemployed', OLD.long_term_unemployed, 'education', OLD.education, 'consultant', OLD.consultant, 'exception', OLD.exception, 'labour_status', OLD.labour_status, 'unemployed_since', OLD.unemployed_since) <> json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'cohort_id', NEW.cohort_id, 'municipality', NEW.municipality, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'left_to', NEW.left_to, 'qualification', NEW.qualification, 'status', NEW.status, 'disability', NEW.disability, 'long_term_unemployed', NEW.long_term_unemployed, 'education', NEW.education, 'consultant', NEW.consultant, 'exception', NEW.exception, 'labour_status', NEW.labour_status, 'unemployed_since', NEW.unemployed_since)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'enrolment ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'enrolment', NEW.id, NEW.participant_id, json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'cohort_id', OLD.cohort_id, 'municipality', OLD.municipality, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'left_to', OLD.left_to, 'qualification', OLD.qualification, 'status', OLD.status, 'disability', OLD.disability, 'long_term_unemployed', OLD.long_term_unemployed, 'education', OLD.education, 'consultant', OLD.consultant, 'exception', OLD.exception, 'labour_status', OLD.labour_status, 'unemployed_since', OLD.unemployed_since), json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'cohort_id', NEW.cohort_id, 'municipality', NEW.municipality, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'left_to', NEW.left_to, 'qualification', NEW.qualification, 'status', NEW.status, 'disability', NEW.disability, 'long_term_unemployed', NEW.long_term_unemployed, 'education', NEW.education, 'consultant', NEW.consultant, 'exception', NEW.exception, 'labour_status', NEW.labour_status, 'unemployed_since', NEW.unemployed_since));
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
                    'enrolment', OLD.id, OLD.participant_id, json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'cohort_id', OLD.cohort_id, 'municipality', OLD.municipality, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'left_to', OLD.left_to, 'qualification', OLD.qualification, 'status', OLD.status, 'disability', OLD.disability, 'long_term_unemployed', OLD.long_term_unemployed, 'education', OLD.education, 'consultant', OLD.consultant, 'exception', OLD.exception, 'labour_status', OLD.labour_status, 'unemployed_since', OLD.unemployed_since), NULL);
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
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), NULL, json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'step_id', NEW.step_id, 'first_day', NEW.first_day, 'planned_last_day', NEW.planned_last_day, 'last_day', NEW.last_day, 'closed_on', NEW.closed_on, 'agreement', NEW.agreement, 'weekends', NEW.weekends, 'exception', NEW.exception, 'decided_by', NEW.decided_by, 'completed', NEW.completed, 'certificate_day', NEW.certificate_day, 'post_id', NEW.post_id, 'notice_of', NEW.notice_of, 'notice_given', NEW.notice_given, 'union_notified', NEW.union_notified));
        END;
CREATE TRIGGER stay_update_log AFTER UPDATE ON stay WHEN json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'step_id', OLD.step_id, 'first_day', OLD.first_day, 'planned_last_day', OLD.planned_last_day, 'last_day', OLD.last_day, 'closed_on', OLD.closed_on, 'agreement', OLD.agreement, 'weekends', OLD.weekends, 'exception', OLD.exception, 'decided_by', OLD.decided_by, 'completed', OLD.completed, 'certificate_day', OLD.certificate_day, 'post_id', OLD.post_id, 'notice_of', OLD.notice_of, 'notice_given', OLD.notice_given, 'union_notified', OLD.union_notified) <> json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'step_id', NEW.step_id, 'first_day', NEW.first_day, 'planned_last_day', NEW.planned_last_day, 'last_day', NEW.last_day, 'closed_on', NEW.closed_on, 'agreement', NEW.agreement, 'weekends', NEW.weekends, 'exception', NEW.exception, 'decided_by', NEW.decided_by, 'completed', NEW.completed, 'certificate_day', NEW.certificate_day, 'post_id', NEW.post_id, 'notice_of', NEW.notice_of, 'notice_given', NEW.notice_given, 'union_notified', NEW.union_notified)
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
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'step_id', OLD.step_id, 'first_day', OLD.first_day, 'planned_last_day', OLD.planned_last_day, 'last_day', OLD.last_day, 'closed_on', OLD.closed_on, 'agreement', OLD.agreement, 'weekends', OLD.weekends, 'exception', OLD.exception, 'decided_by', OLD.decided_by, 'completed', OLD.completed, 'certificate_day', OLD.certificate_day, 'post_id', OLD.post_id, 'notice_of', OLD.notice_of, 'notice_given', OLD.notice_given, 'union_notified', OLD.union_notified), json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'step_id', NEW.step_id, 'first_day', NEW.first_day, 'planned_last_day', NEW.planned_last_day, 'last_day', NEW.last_day, 'closed_on', NEW.closed_on, 'agreement', NEW.agreement, 'weekends', NEW.weekends, 'exception', NEW.exception, 'decided_by', NEW.decided_by, 'completed', NEW.completed, 'certificate_day', NEW.certificate_day, 'post_id', NEW.post_id, 'notice_of', NEW.notice_of, 'notice_given', NEW.notice_given, 'union_notified', NEW.union_notified));
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
     WHERE table_name = 'enrolment' AND row_id = OLD.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'step_id', OLD.step_id, 'first_day', OLD.first_day, 'planned_last_day', OLD.planned_last_day, 'last_day', OLD.last_day, 'closed_on', OLD.closed_on, 'agreement', OLD.agreement, 'weekends', OLD.weekends, 'exception', OLD.exception, 'decided_by', OLD.decided_by, 'completed', OLD.completed, 'certificate_day', OLD.certificate_day, 'post_id', OLD.post_id, 'notice_of', OLD.notice_of, 'notice_given', OLD.notice_given, 'union_notified', OLD.union_notified), NULL);
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
     WHERE table_name = 'stay' AND row_id = NEW.stay_id LIMIT 1)), NULL, json_object('id', NEW.id, 'stay_id', NEW.stay_id, 'decided_on', NEW.decided_on, 'old_last_day', NEW.old_last_day, 'new_last_day', NEW.new_last_day, 'decided_by', NEW.decided_by, 'exception', NEW.exception));
        END;
CREATE TRIGGER extension_update_log AFTER UPDATE ON extension WHEN json_object('id', OLD.id, 'stay_id', OLD.stay_id, 'decided_on', OLD.decided_on, 'old_last_day', OLD.old_last_day, 'new_last_day', OLD.new_last_day, 'decided_by', OLD.decided_by, 'exception', OLD.exception) <> json_object('id', NEW.id, 'stay_id', NEW.stay_id, 'decided_on', NEW.decided_on, 'old_last_day', NEW.old_last_day, 'new_last_day', NEW.new_last_day, 'decided_by', NEW.decided_by, 'exception', NEW.exception)
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
     WHERE table_name = 'stay' AND row_id = NEW.stay_id LIMIT 1)), json_object('id', OLD.id, 'stay_id', OLD.stay_id, 'decided_on', OLD.decided_on, 'old_last_day', OLD.old_last_day, 'new_last_day', OLD.new_last_day, 'decided_by', OLD.decided_by, 'exception', OLD.exception), json_object('id', NEW.id, 'stay_id', NEW.stay_id, 'decided_on', NEW.decided_on, 'old_last_day', NEW.old_last_day, 'new_last_day', NEW.new_last_day, 'decided_by', NEW.decided_by, 'exception', NEW.exception));
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
     WHERE table_name = 'stay' AND row_id = OLD.stay_id LIMIT 1)), json_object('id', OLD.id, 'stay_id', OLD.stay_id, 'decided_on', OLD.decided_on, 'old_last_day', OLD.old_last_day, 'new_last_day', OLD.new_last_day, 'decided_by', OLD.decided_by, 'exception', OLD.exception), NULL);
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
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), NULL, json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'workplace_id', NEW.workplace_id, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'percent', NEW.percent, 'supervisor', NEW.supervisor, 'exception', NEW.exception));
        END;
CREATE TRIGGER placement_update_log AFTER UPDATE ON placement WHEN json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'workplace_id', OLD.workplace_id, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'percent', OLD.percent, 'supervisor', OLD.supervisor, 'exception', OLD.exception) <> json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'workplace_id', NEW.workplace_id, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'percent', NEW.percent, 'supervisor', NEW.supervisor, 'exception', NEW.exception)
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
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'workplace_id', OLD.workplace_id, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'percent', OLD.percent, 'supervisor', OLD.supervisor, 'exception', OLD.exception), json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'workplace_id', NEW.workplace_id, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'percent', NEW.percent, 'supervisor', NEW.supervisor, 'exception', NEW.exception));
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
     WHERE table_name = 'enrolment' AND row_id = OLD.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'workplace_id', OLD.workplace_id, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'percent', OLD.percent, 'supervisor', OLD.supervisor, 'exception', OLD.exception), NULL);
        END;
CREATE TRIGGER placement_no_replacing_insert BEFORE INSERT ON placement
        WHEN EXISTS (SELECT 1 FROM placement WHERE (id = NEW.id OR FALSE)) BEGIN SELECT RAISE(ABORT, 'placement: this row is there already; update it instead'); END;
CREATE TRIGGER placement_no_replacing_update BEFORE UPDATE ON placement
        WHEN EXISTS (SELECT 1 FROM placement WHERE id <> OLD.id AND (id = NEW.id OR FALSE)) BEGIN SELECT RAISE(ABORT, 'placement: this row is there already; update it instead'); END;
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
CREATE TRIGGER municipality_insert_log AFTER INSERT ON municipality 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'municipality ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'municipality', NEW.id, NULL, NULL, json_object('id', NEW.id, 'name', NEW.name));
        END;
CREATE TRIGGER municipality_update_log AFTER UPDATE ON municipality WHEN json_object('id', OLD.id, 'name', OLD.name) <> json_object('id', NEW.id, 'name', NEW.name)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'municipality ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'municipality', NEW.id, NULL, json_object('id', OLD.id, 'name', OLD.name), json_object('id', NEW.id, 'name', NEW.name));
        END;
CREATE TRIGGER municipality_delete_log AFTER DELETE ON municipality 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'municipality ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'municipality', OLD.id, NULL, json_object('id', OLD.id, 'name', OLD.name), NULL);
        END;
CREATE TRIGGER municipality_no_replacing_insert BEFORE INSERT ON municipality
        WHEN EXISTS (SELECT 1 FROM municipality WHERE (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'municipality: this row is there already; update it instead'); END;
CREATE TRIGGER municipality_no_replacing_update BEFORE UPDATE ON municipality
        WHEN EXISTS (SELECT 1 FROM municipality WHERE id <> OLD.id AND (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'municipality: this row is there already; update it instead'); END;
CREATE TRIGGER municipality_plan_insert_log AFTER INSERT ON municipality_plan 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'municipality_plan ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'municipality_plan', NEW.id, NULL, NULL, json_object('id', NEW.id, 'municipality_id', NEW.municipality_id, 'project_id', NEW.project_id, 'planned', NEW.planned));
        END;
CREATE TRIGGER municipality_plan_update_log AFTER UPDATE ON municipality_plan WHEN json_object('id', OLD.id, 'municipality_id', OLD.municipality_id, 'project_id', OLD.project_id, 'planned', OLD.planned) <> json_object('id', NEW.id, 'municipality_id', NEW.municipality_id, 'project_id', NEW.project_id, 'planned', NEW.planned)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'municipality_plan ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'municipality_plan', NEW.id, NULL, json_object('id', OLD.id, 'municipality_id', OLD.municipality_id, 'project_id', OLD.project_id, 'planned', OLD.planned), json_object('id', NEW.id, 'municipality_id', NEW.municipality_id, 'project_id', NEW.project_id, 'planned', NEW.planned));
        END;
CREATE TRIGGER municipality_plan_delete_log AFTER DELETE ON municipality_plan 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'municipality_plan ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'municipality_plan', OLD.id, NULL, json_object('id', OLD.id, 'municipality_id', OLD.municipality_id, 'project_id', OLD.project_id, 'planned', OLD.planned), NULL);
        END;
CREATE TRIGGER municipality_plan_no_replacing_insert BEFORE INSERT ON municipality_plan
        WHEN EXISTS (SELECT 1 FROM municipality_plan WHERE (id = NEW.id OR municipality_id = NEW.municipality_id AND project_id = NEW.project_id)) BEGIN SELECT RAISE(ABORT, 'municipality_plan: this row is there already; update it instead'); END;
CREATE TRIGGER municipality_plan_no_replacing_update BEFORE UPDATE ON municipality_plan
        WHEN EXISTS (SELECT 1 FROM municipality_plan WHERE id <> OLD.id AND (id = NEW.id OR municipality_id = NEW.municipality_id AND project_id = NEW.project_id)) BEGIN SELECT RAISE(ABORT, 'municipality_plan: this row is there already; update it instead'); END;
CREATE TRIGGER post_insert_log AFTER INSERT ON post 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'post ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'post', NEW.id, NULL, NULL, json_object('id', NEW.id, 'title', NEW.title, 'tasks', NEW.tasks, 'relieves', NEW.relieves, 'workplace_id', NEW.workplace_id, 'places', NEW.places, 'approved_on', NEW.approved_on, 'approved_by', NEW.approved_by, 'approval', NEW.approval));
        END;
CREATE TRIGGER post_update_log AFTER UPDATE ON post WHEN json_object('id', OLD.id, 'title', OLD.title, 'tasks', OLD.tasks, 'relieves', OLD.relieves, 'workplace_id', OLD.workplace_id, 'places', OLD.places, 'approved_on', OLD.approved_on, 'approved_by', OLD.approved_by, 'approval', OLD.approval) <> json_object('id', NEW.id, 'title', NEW.title, 'tasks', NEW.tasks, 'relieves', NEW.relieves, 'workplace_id', NEW.workplace_id, 'places', NEW.places, 'approved_on', NEW.approved_on, 'approved_by', NEW.approved_by, 'approval', NEW.approval)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'post ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'post', NEW.id, NULL, json_object('id', OLD.id, 'title', OLD.title, 'tasks', OLD.tasks, 'relieves', OLD.relieves, 'workplace_id', OLD.workplace_id, 'places', OLD.places, 'approved_on', OLD.approved_on, 'approved_by', OLD.approved_by, 'approval', OLD.approval), json_object('id', NEW.id, 'title', NEW.title, 'tasks', NEW.tasks, 'relieves', NEW.relieves, 'workplace_id', NEW.workplace_id, 'places', NEW.places, 'approved_on', NEW.approved_on, 'approved_by', NEW.approved_by, 'approval', NEW.approval));
        END;
CREATE TRIGGER post_delete_log AFTER DELETE ON post 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'post ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'post', OLD.id, NULL, json_object('id', OLD.id, 'title', OLD.title, 'tasks', OLD.tasks, 'relieves', OLD.relieves, 'workplace_id', OLD.workplace_id, 'places', OLD.places, 'approved_on', OLD.approved_on, 'approved_by', OLD.approved_by, 'approval', OLD.approval), NULL);
        END;
CREATE TRIGGER post_no_replacing_insert BEFORE INSERT ON post
        WHEN EXISTS (SELECT 1 FROM post WHERE (id = NEW.id OR title = NEW.title)) BEGIN SELECT RAISE(ABORT, 'post: this row is there already; update it instead'); END;
CREATE TRIGGER post_no_replacing_update BEFORE UPDATE ON post
        WHEN EXISTS (SELECT 1 FROM post WHERE id <> OLD.id AND (id = NEW.id OR title = NEW.title)) BEGIN SELECT RAISE(ABORT, 'post: this row is there already; update it instead'); END;
CREATE TRIGGER contact_insert_log AFTER INSERT ON contact 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'contact ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'contact', NEW.id, NULL, NULL, json_object('id', NEW.id, 'name', NEW.name, 'role', NEW.role, 'organisation', NEW.organisation, 'email', NEW.email, 'project_id', NEW.project_id));
        END;
CREATE TRIGGER contact_update_log AFTER UPDATE ON contact WHEN json_object('id', OLD.id, 'name', OLD.name, 'role', OLD.role, 'organisation', OLD.organisation, 'email', OLD.email, 'project_id', OLD.project_id) <> json_object('id', NEW.id, 'name', NEW.name, 'role', NEW.role, 'organisation', NEW.organisation, 'email', NEW.email, 'project_id', NEW.project_id)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'contact ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'contact', NEW.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'role', OLD.role, 'organisation', OLD.organisation, 'email', OLD.email, 'project_id', OLD.project_id), json_object('id', NEW.id, 'name', NEW.name, 'role', NEW.role, 'organisation', NEW.organisation, 'email', NEW.email, 'project_id', NEW.project_id));
        END;
CREATE TRIGGER contact_delete_log AFTER DELETE ON contact 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'contact ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'contact', OLD.id, NULL, json_object('id', OLD.id, 'name', OLD.name, 'role', OLD.role, 'organisation', OLD.organisation, 'email', OLD.email, 'project_id', OLD.project_id), NULL);
        END;
CREATE TRIGGER contact_no_replacing_insert BEFORE INSERT ON contact
        WHEN EXISTS (SELECT 1 FROM contact WHERE (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'contact: this row is there already; update it instead'); END;
CREATE TRIGGER contact_no_replacing_update BEFORE UPDATE ON contact
        WHEN EXISTS (SELECT 1 FROM contact WHERE id <> OLD.id AND (id = NEW.id OR name = NEW.name)) BEGIN SELECT RAISE(ABORT, 'contact: this row is there already; update it instead'); END;
CREATE TRIGGER pause_insert_log AFTER INSERT ON pause 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'pause ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'pause', NEW.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), NULL, json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'paid', NEW.paid));
        END;
CREATE TRIGGER pause_update_log AFTER UPDATE ON pause WHEN json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'paid', OLD.paid) <> json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'paid', NEW.paid)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'pause ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'pause', NEW.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'paid', OLD.paid), json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'paid', NEW.paid));
        END;
CREATE TRIGGER pause_delete_log AFTER DELETE ON pause 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'pause ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'pause', OLD.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = OLD.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = OLD.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'paid', OLD.paid), NULL);
        END;
CREATE TRIGGER pause_no_replacing_insert BEFORE INSERT ON pause
        WHEN EXISTS (SELECT 1 FROM pause WHERE (id = NEW.id OR enrolment_id = NEW.enrolment_id AND last_day IS NULL AND NEW.last_day IS NULL)) BEGIN SELECT RAISE(ABORT, 'pause: this row is there already; update it instead'); END;
CREATE TRIGGER pause_no_replacing_update BEFORE UPDATE ON pause
        WHEN EXISTS (SELECT 1 FROM pause WHERE id <> OLD.id AND (id = NEW.id OR enrolment_id = NEW.enrolment_id AND last_day IS NULL AND NEW.last_day IS NULL)) BEGIN SELECT RAISE(ABORT, 'pause: this row is there already; update it instead'); END;
CREATE TRIGGER support_insert_log AFTER INSERT ON support 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'support ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'support', NEW.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), NULL, json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'kind', NEW.kind, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'percent', NEW.percent, 'cap', NEW.cap, 'decision', NEW.decision));
        END;
CREATE TRIGGER support_update_log AFTER UPDATE ON support WHEN json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'kind', OLD.kind, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'percent', OLD.percent, 'cap', OLD.cap, 'decision', OLD.decision) <> json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'kind', NEW.kind, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'percent', NEW.percent, 'cap', NEW.cap, 'decision', NEW.decision)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'support ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'support', NEW.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'kind', OLD.kind, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'percent', OLD.percent, 'cap', OLD.cap, 'decision', OLD.decision), json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'kind', NEW.kind, 'first_day', NEW.first_day, 'last_day', NEW.last_day, 'percent', NEW.percent, 'cap', NEW.cap, 'decision', NEW.decision));
        END;
CREATE TRIGGER support_delete_log AFTER DELETE ON support 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'support ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'support', OLD.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = OLD.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = OLD.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'kind', OLD.kind, 'first_day', OLD.first_day, 'last_day', OLD.last_day, 'percent', OLD.percent, 'cap', OLD.cap, 'decision', OLD.decision), NULL);
        END;
CREATE TRIGGER support_no_replacing_insert BEFORE INSERT ON support
        WHEN EXISTS (SELECT 1 FROM support WHERE (id = NEW.id OR FALSE)) BEGIN SELECT RAISE(ABORT, 'support: this row is there already; update it instead'); END;
CREATE TRIGGER support_no_replacing_update BEFORE UPDATE ON support
        WHEN EXISTS (SELECT 1 FROM support WHERE id <> OLD.id AND (id = NEW.id OR FALSE)) BEGIN SELECT RAISE(ABORT, 'support: this row is there already; update it instead'); END;
CREATE TRIGGER deadline_insert_log AFTER INSERT ON deadline 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'deadline ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'deadline', NEW.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), NULL, json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'text', NEW.text, 'day', NEW.day, 'lead', NEW.lead, 'done_on', NEW.done_on));
        END;
CREATE TRIGGER deadline_update_log AFTER UPDATE ON deadline WHEN json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'text', OLD.text, 'day', OLD.day, 'lead', OLD.lead, 'done_on', OLD.done_on) <> json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'text', NEW.text, 'day', NEW.day, 'lead', NEW.lead, 'done_on', NEW.done_on)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'deadline ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'deadline', NEW.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'text', OLD.text, 'day', OLD.day, 'lead', OLD.lead, 'done_on', OLD.done_on), json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'text', NEW.text, 'day', NEW.day, 'lead', NEW.lead, 'done_on', NEW.done_on));
        END;
CREATE TRIGGER deadline_delete_log AFTER DELETE ON deadline 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'deadline ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'deadline', OLD.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = OLD.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = OLD.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'text', OLD.text, 'day', OLD.day, 'lead', OLD.lead, 'done_on', OLD.done_on), NULL);
        END;
CREATE TRIGGER deadline_no_replacing_insert BEFORE INSERT ON deadline
        WHEN EXISTS (SELECT 1 FROM deadline WHERE (id = NEW.id OR FALSE)) BEGIN SELECT RAISE(ABORT, 'deadline: this row is there already; update it instead'); END;
CREATE TRIGGER deadline_no_replacing_update BEFORE UPDATE ON deadline
        WHEN EXISTS (SELECT 1 FROM deadline WHERE id <> OLD.id AND (id = NEW.id OR FALSE)) BEGIN SELECT RAISE(ABORT, 'deadline: this row is there already; update it instead'); END;
CREATE TRIGGER former_number_insert_log AFTER INSERT ON former_number 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'former_number ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'former_number', NEW.id, NEW.participant_id, NULL, json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'kind', NEW.kind, 'number', NEW.number, 'replaced_on', NEW.replaced_on));
        END;
CREATE TRIGGER former_number_update_log AFTER UPDATE ON former_number WHEN json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'kind', OLD.kind, 'number', OLD.number, 'replaced_on', OLD.replaced_on) <> json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'kind', NEW.kind, 'number', NEW.number, 'replaced_on', NEW.replaced_on)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'former_number ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'former_number', NEW.id, NEW.participant_id, json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'kind', OLD.kind, 'number', OLD.number, 'replaced_on', OLD.replaced_on), json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'kind', NEW.kind, 'number', NEW.number, 'replaced_on', NEW.replaced_on));
        END;
CREATE TRIGGER former_number_delete_log AFTER DELETE ON former_number 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'former_number ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'former_number', OLD.id, OLD.participant_id, json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'kind', OLD.kind, 'number', OLD.number, 'replaced_on', OLD.replaced_on), NULL);
        END;
CREATE TRIGGER former_number_no_replacing_insert BEFORE INSERT ON former_number
        WHEN EXISTS (SELECT 1 FROM former_number WHERE (id = NEW.id OR number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'former_number: this row is there already; update it instead'); END;
CREATE TRIGGER former_number_no_replacing_update BEFORE UPDATE ON former_number
        WHEN EXISTS (SELECT 1 FROM former_number WHERE id <> OLD.id AND (id = NEW.id OR number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'former_number: this row is there already; update it instead'); END;
CREATE TRIGGER former_case_insert_log AFTER INSERT ON former_case 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'former_case ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'former_case', NEW.id, NEW.participant_id, NULL, json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'former_case', NEW.former_case));
        END;
CREATE TRIGGER former_case_update_log AFTER UPDATE ON former_case WHEN json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'former_case', OLD.former_case) <> json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'former_case', NEW.former_case)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'former_case ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'former_case', NEW.id, NEW.participant_id, json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'former_case', OLD.former_case), json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'former_case', NEW.former_case));
        END;
CREATE TRIGGER former_case_delete_log AFTER DELETE ON former_case 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'former_case ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'former_case', OLD.id, OLD.participant_id, json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'former_case', OLD.former_case), NULL);
        END;
CREATE TRIGGER former_case_no_replacing_insert BEFORE INSERT ON former_case
        WHEN EXISTS (SELECT 1 FROM former_case WHERE (id = NEW.id OR former_case = NEW.former_case)) BEGIN SELECT RAISE(ABORT, 'former_case: this row is there already; update it instead'); END;
CREATE TRIGGER former_case_no_replacing_update BEFORE UPDATE ON former_case
        WHEN EXISTS (SELECT 1 FROM former_case WHERE id <> OLD.id AND (id = NEW.id OR former_case = NEW.former_case)) BEGIN SELECT RAISE(ABORT, 'former_case: this row is there already; update it instead'); END;
CREATE TRIGGER remark_insert_log AFTER INSERT ON remark 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'remark ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'remark', NEW.id, NEW.participant_id, NULL, json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'day', NEW.day, 'note', NEW.note));
        END;
CREATE TRIGGER remark_update_log AFTER UPDATE ON remark WHEN json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'day', OLD.day, 'note', OLD.note) <> json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'day', NEW.day, 'note', NEW.note)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'remark ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'remark', NEW.id, NEW.participant_id, json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'day', OLD.day, 'note', OLD.note), json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'day', NEW.day, 'note', NEW.note));
        END;
CREATE TRIGGER remark_delete_log AFTER DELETE ON remark 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'remark ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'remark', OLD.id, OLD.participant_id, json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'day', OLD.day, 'note', OLD.note), NULL);
        END;
CREATE TRIGGER remark_no_replacing_insert BEFORE INSERT ON remark
        WHEN EXISTS (SELECT 1 FROM remark WHERE (id = NEW.id OR FALSE)) BEGIN SELECT RAISE(ABORT, 'remark: this row is there already; update it instead'); END;
CREATE TRIGGER remark_no_replacing_update BEFORE UPDATE ON remark
        WHEN EXISTS (SELECT 1 FROM remark WHERE id <> OLD.id AND (id = NEW.id OR FALSE)) BEGIN SELECT RAISE(ABORT, 'remark: this row is there already; update it instead'); END;
CREATE TRIGGER residence_insert_log AFTER INSERT ON residence 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'residence ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'residence', NEW.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), NULL, json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'municipality', NEW.municipality, 'first_day', NEW.first_day));
        END;
CREATE TRIGGER residence_update_log AFTER UPDATE ON residence WHEN json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'municipality', OLD.municipality, 'first_day', OLD.first_day) <> json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'municipality', NEW.municipality, 'first_day', NEW.first_day)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'residence ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'residence', NEW.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = NEW.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = NEW.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'municipality', OLD.municipality, 'first_day', OLD.first_day), json_object('id', NEW.id, 'enrolment_id', NEW.enrolment_id, 'municipality', NEW.municipality, 'first_day', NEW.first_day));
        END;
CREATE TRIGGER residence_delete_log AFTER DELETE ON residence 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'residence ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'residence', OLD.id, coalesce(
    (SELECT participant_id FROM enrolment WHERE id = OLD.enrolment_id),
    (SELECT participant_id FROM change_row
     WHERE table_name = 'enrolment' AND row_id = OLD.enrolment_id LIMIT 1)), json_object('id', OLD.id, 'enrolment_id', OLD.enrolment_id, 'municipality', OLD.municipality, 'first_day', OLD.first_day), NULL);
        END;
CREATE TRIGGER residence_no_replacing_insert BEFORE INSERT ON residence
        WHEN EXISTS (SELECT 1 FROM residence WHERE (id = NEW.id OR enrolment_id = NEW.enrolment_id AND first_day = NEW.first_day)) BEGIN SELECT RAISE(ABORT, 'residence: this row is there already; update it instead'); END;
CREATE TRIGGER residence_no_replacing_update BEFORE UPDATE ON residence
        WHEN EXISTS (SELECT 1 FROM residence WHERE id <> OLD.id AND (id = NEW.id OR enrolment_id = NEW.enrolment_id AND first_day = NEW.first_day)) BEGIN SELECT RAISE(ABORT, 'residence: this row is there already; update it instead'); END;
CREATE TRIGGER rate_insert_log AFTER INSERT ON rate 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'rate ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'rate', NEW.id, NULL, NULL, json_object('id', NEW.id, 'key', NEW.key, 'first_day', NEW.first_day, 'amount', NEW.amount));
        END;
CREATE TRIGGER rate_update_log AFTER UPDATE ON rate WHEN json_object('id', OLD.id, 'key', OLD.key, 'first_day', OLD.first_day, 'amount', OLD.amount) <> json_object('id', NEW.id, 'key', NEW.key, 'first_day', NEW.first_day, 'amount', NEW.amount)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'rate ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'rate', NEW.id, NULL, json_object('id', OLD.id, 'key', OLD.key, 'first_day', OLD.first_day, 'amount', OLD.amount), json_object('id', NEW.id, 'key', NEW.key, 'first_day', NEW.first_day, 'amount', NEW.amount));
        END;
CREATE TRIGGER rate_delete_log AFTER DELETE ON rate 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'rate ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'rate', OLD.id, NULL, json_object('id', OLD.id, 'key', OLD.key, 'first_day', OLD.first_day, 'amount', OLD.amount), NULL);
        END;
CREATE TRIGGER rate_no_replacing_insert BEFORE INSERT ON rate
        WHEN EXISTS (SELECT 1 FROM rate WHERE (id = NEW.id OR key = NEW.key AND first_day = NEW.first_day)) BEGIN SELECT RAISE(ABORT, 'rate: this row is there already; update it instead'); END;
CREATE TRIGGER rate_no_replacing_update BEFORE UPDATE ON rate
        WHEN EXISTS (SELECT 1 FROM rate WHERE id <> OLD.id AND (id = NEW.id OR key = NEW.key AND first_day = NEW.first_day)) BEGIN SELECT RAISE(ABORT, 'rate: this row is there already; update it instead'); END;
CREATE TRIGGER hold_insert_log AFTER INSERT ON hold 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'hold ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'hold', NEW.id, NEW.participant_id, NULL, json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'reason', NEW.reason, 'day', NEW.day));
        END;
CREATE TRIGGER hold_update_log AFTER UPDATE ON hold WHEN json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'reason', OLD.reason, 'day', OLD.day) <> json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'reason', NEW.reason, 'day', NEW.day)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'hold ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'hold', NEW.id, NEW.participant_id, json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'reason', OLD.reason, 'day', OLD.day), json_object('id', NEW.id, 'participant_id', NEW.participant_id, 'reason', NEW.reason, 'day', NEW.day));
        END;
CREATE TRIGGER hold_delete_log AFTER DELETE ON hold 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'hold ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'hold', OLD.id, OLD.participant_id, json_object('id', OLD.id, 'participant_id', OLD.participant_id, 'reason', OLD.reason, 'day', OLD.day), NULL);
        END;
CREATE TRIGGER hold_no_replacing_insert BEFORE INSERT ON hold
        WHEN EXISTS (SELECT 1 FROM hold WHERE (id = NEW.id OR participant_id = NEW.participant_id)) BEGIN SELECT RAISE(ABORT, 'hold: this row is there already; update it instead'); END;
CREATE TRIGGER hold_no_replacing_update BEFORE UPDATE ON hold
        WHEN EXISTS (SELECT 1 FROM hold WHERE id <> OLD.id AND (id = NEW.id OR participant_id = NEW.participant_id)) BEGIN SELECT RAISE(ABORT, 'hold: this row is there already; update it instead'); END;
CREATE TRIGGER retention_rule_insert_log AFTER INSERT ON retention_rule 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'retention_rule ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'retention_rule', NEW.id, NULL, NULL, json_object('id', NEW.id, 'kept', NEW.kept, 'years', NEW.years, 'decision', NEW.decision, 'decided_on', NEW.decided_on));
        END;
CREATE TRIGGER retention_rule_update_log AFTER UPDATE ON retention_rule WHEN json_object('id', OLD.id, 'kept', OLD.kept, 'years', OLD.years, 'decision', OLD.decision, 'decided_on', OLD.decided_on) <> json_object('id', NEW.id, 'kept', NEW.kept, 'years', NEW.years, 'decision', NEW.decision, 'decided_on', NEW.decided_on)
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'retention_rule ' || NEW.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'retention_rule', NEW.id, NULL, json_object('id', OLD.id, 'kept', OLD.kept, 'years', OLD.years, 'decision', OLD.decision, 'decided_on', OLD.decided_on), json_object('id', NEW.id, 'kept', NEW.kept, 'years', NEW.years, 'decision', NEW.decision, 'decided_on', NEW.decided_on));
        END;
CREATE TRIGGER retention_rule_delete_log AFTER DELETE ON retention_rule 
        BEGIN
            INSERT INTO change (at, day, command, summary)
                SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), date('now', 'localtime'), 'outside',
                    'retention_rule ' || OLD.id
                WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
            INSERT INTO change_row (change_id, table_name, row_id, participant_id, before, after)
                VALUES (
                    coalesce((SELECT id FROM change WHERE is_open = 1),
                             (SELECT max(id) FROM change)),
                    'retention_rule', OLD.id, NULL, json_object('id', OLD.id, 'kept', OLD.kept, 'years', OLD.years, 'decision', OLD.decision, 'decided_on', OLD.decided_on), NULL);
        END;
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('participant',6);
INSERT INTO "sqlite_sequence" VALUES('outbox',1);
COMMIT;
