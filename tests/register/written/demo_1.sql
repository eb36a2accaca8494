-- A demo of 2016-02-29, as version 1 of the file had it and its own code wrote it.
PRAGMA application_id = 1398031687;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'steg','version_1','2016-01-04 12:00:00.000000+00:00');
CREATE TABLE change (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        command TEXT NOT NULL,
        summary TEXT NOT NULL DEFAULT '',
        reverses INTEGER REFERENCES change (id),
        is_open INTEGER NOT NULL DEFAULT 0 CHECK (is_open IN (0, 1))
    ) STRICT;
INSERT INTO "change" VALUES(1,'2016-01-04T12:00:00Z','2016-01-04','demo','20',NULL,0);
INSERT INTO "change" VALUES(2,'2016-01-04T12:00:00Z','2016-01-04','setting','mail.to = ame@kommun.example',NULL,0);
INSERT INTO "change" VALUES(3,'2016-01-04T12:00:00Z','2016-01-04','workplace add','AME Verkstaden',NULL,0);
INSERT INTO "change" VALUES(4,'2016-01-04T12:00:00Z','2016-01-04','workplace add','AME Trädgården',NULL,0);
INSERT INTO "change" VALUES(5,'2016-01-04T12:00:00Z','2016-01-04','workplace add','AME Caféet',NULL,0);
INSERT INTO "change" VALUES(6,'2016-01-04T12:00:00Z','2016-01-04','workplace add','Förskolan Blåsippan',NULL,0);
INSERT INTO "change" VALUES(7,'2016-01-04T12:00:00Z','2016-01-04','workplace add','Förskolan Trollsländan',NULL,0);
INSERT INTO "change" VALUES(8,'2016-01-04T12:00:00Z','2016-01-04','workplace add','Förskolan Kottebo',NULL,0);
INSERT INTO "change" VALUES(9,'2016-01-04T12:00:00Z','2016-01-04','workplace add','Förskolan Regnstenen',NULL,0);
INSERT INTO "change" VALUES(10,'2016-01-04T12:00:00Z','2016-01-04','workplace add','Skolan Lärkan',NULL,0);
INSERT INTO "change" VALUES(11,'2016-01-04T12:00:00Z','2016-01-04','workplace add','Skolan Nattskärran',NULL,0);
INSERT INTO "change" VALUES(12,'2016-01-04T12:00:00Z','2016-01-04','workplace add','Skolan Kopparmåsen',NULL,0);
INSERT INTO "change" VALUES(13,'2016-01-04T12:00:00Z','2016-01-04','workplace add','Skolköket Timjan',NULL,0);
INSERT INTO "change" VALUES(14,'2016-01-04T12:00:00Z','2016-01-04','workplace add','Äldreboendet Ekbacken',NULL,0);
INSERT INTO "change" VALUES(15,'2016-01-04T12:00:00Z','2016-01-04','workplace add','Äldreboendet Solgläntan',NULL,0);
INSERT INTO "change" VALUES(16,'2016-01-04T12:00:00Z','2016-01-04','workplace add','Äldreboendet Lingonstigen',NULL,0);
INSERT INTO "change" VALUES(17,'2016-01-04T12:00:00Z','2016-01-04','workplace add','Hemtjänsten Norra',NULL,0);
INSERT INTO "change" VALUES(18,'2016-01-04T12:00:00Z','2016-01-04','workplace add','Hemtjänsten Södra',NULL,0);
INSERT INTO "change" VALUES(19,'2016-01-04T12:00:00Z','2016-01-04','workplace add','Gruppboendet Fyrklövern',NULL,0);
INSERT INTO "change" VALUES(20,'2016-01-04T12:00:00Z','2016-01-04','workplace add','Dagverksamheten Kvarnhjulet',NULL,0);
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
INSERT INTO "change_row" VALUES(10,1,'setting',1,NULL,NULL,'{"id":1,"key":"language","value":"sv"}');
INSERT INTO "change_row" VALUES(11,1,'sector',1,NULL,NULL,'{"id":1,"name":"Arbetsmarknad","employs_from":null}');
INSERT INTO "change_row" VALUES(12,1,'sector',2,NULL,NULL,'{"id":2,"name":"Barn och utbildning","employs_from":null}');
INSERT INTO "change_row" VALUES(13,1,'sector',3,NULL,NULL,'{"id":3,"name":"Vård och omsorg","employs_from":"2023-01-01"}');
INSERT INTO "change_row" VALUES(14,1,'cohort',1,NULL,NULL,'{"id":1,"name":"Pilot 2016","planned":25,"first_day":"2016-01-01","last_day":"2016-12-31","project_id":null}');
INSERT INTO "change_row" VALUES(15,1,'project',1,NULL,NULL,'{"id":1,"name":"STEG","number":"2018/00439","region":"Västsverige","owner":"Mariestads kommun","partners":"Skövde, Töreboda, Gullspång, Arbetsförmedlingen","objective":"2.1","first_day":"2019-04-01","last_day":"2022-03-31","planned":230,"budget":25945842,"granted":12190112,"reported_cost":0,"contact":null,"email":null}');
INSERT INTO "change_row" VALUES(16,1,'cohort',2,NULL,NULL,'{"id":2,"name":"STEG","planned":230,"first_day":"2019-04-01","last_day":"2022-03-31","project_id":1}');
INSERT INTO "change_row" VALUES(17,2,'setting',2,NULL,NULL,'{"id":2,"key":"mail.to","value":"ame@kommun.example"}');
INSERT INTO "change_row" VALUES(18,3,'workplace',1,NULL,NULL,'{"id":1,"name":"AME Verkstaden","sector_id":1,"municipality":"Skövde","adapted":1,"manager":"Hamid Ebrahimi","manager_email":"chef.verkstaden@kommun.example","places":12}');
INSERT INTO "change_row" VALUES(19,4,'workplace',2,NULL,NULL,'{"id":2,"name":"AME Trädgården","sector_id":1,"municipality":"Skövde","adapted":1,"manager":"Helena Åhlin","manager_email":"chef.tradgarden@kommun.example","places":9}');
INSERT INTO "change_row" VALUES(20,5,'workplace',3,NULL,NULL,'{"id":3,"name":"AME Caféet","sector_id":1,"municipality":"Skövde","adapted":1,"manager":"Fredrik Hagberg","manager_email":"chef.cafeet@kommun.example","places":13}');
INSERT INTO "change_row" VALUES(21,6,'workplace',4,NULL,NULL,'{"id":4,"name":"Förskolan Blåsippan","sector_id":2,"municipality":"Skövde","adapted":0,"manager":"Helena Viklund","manager_email":"chef.blasippan@kommun.example","places":8}');
INSERT INTO "change_row" VALUES(22,7,'workplace',5,NULL,NULL,'{"id":5,"name":"Förskolan Trollsländan","sector_id":2,"municipality":"Skövde","adapted":0,"manager":"Lars Kvist","manager_email":"chef.trollslandan@kommun.example","places":5}');
INSERT INTO "change_row" VALUES(23,8,'workplace',6,NULL,NULL,'{"id":6,"name":"Förskolan Kottebo","sector_id":2,"municipality":"Skövde","adapted":0,"manager":"Elin Tallberg","manager_email":"chef.kottebo@kommun.example","places":5}');
INSERT INTO "change_row" VALUES(24,9,'workplace',7,NULL,NULL,'{"id":7,"name":"Förskolan Regnstenen","sector_id":2,"municipality":"Skövde","adapted":0,"manager":"Dima Kassem","manager_email":"chef.regnstenen@kommun.example","places":6}');
INSERT INTO "change_row" VALUES(25,10,'workplace',8,NULL,NULL,'{"id":8,"name":"Skolan Lärkan","sector_id":2,"municipality":"Skövde","adapted":0,"manager":"Jenny Berglund","manager_email":"chef.larkan@kommun.example","places":6}');
INSERT INTO "change_row" VALUES(26,11,'workplace',9,NULL,NULL,'{"id":9,"name":"Skolan Nattskärran","sector_id":2,"municipality":"Skövde","adapted":0,"manager":"Saba Kidane","manager_email":"chef.nattskarran@kommun.example","places":5}');
INSERT INTO "change_row" VALUES(27,12,'workplace',10,NULL,NULL,'{"id":10,"name":"Skolan Kopparmåsen","sector_id":2,"municipality":"Skövde","adapted":0,"manager":"Zamzam Abdullahi","manager_email":"chef.kopparmasen@kommun.example","places":5}');
INSERT INTO "change_row" VALUES(28,13,'workplace',11,NULL,NULL,'{"id":11,"name":"Skolköket Timjan","sector_id":2,"municipality":"Skövde","adapted":0,"manager":"Haris Mehić","manager_email":"chef.timjan@kommun.example","places":4}');
INSERT INTO "change_row" VALUES(29,14,'workplace',12,NULL,NULL,'{"id":12,"name":"Äldreboendet Ekbacken","sector_id":3,"municipality":"Skövde","adapted":0,"manager":"Adnan Suljić","manager_email":"chef.ekbacken@kommun.example","places":7}');
INSERT INTO "change_row" VALUES(30,15,'workplace',13,NULL,NULL,'{"id":13,"name":"Äldreboendet Solgläntan","sector_id":3,"municipality":"Skövde","adapted":0,"manager":"Ingrid Åhlin","manager_email":"chef.solglantan@kommun.example","places":7}');
INSERT INTO "change_row" VALUES(31,16,'workplace',14,NULL,NULL,'{"id":14,"name":"Äldreboendet Lingonstigen","sector_id":3,"municipality":"Skövde","adapted":0,"manager":"Abeba Kidane","manager_email":"chef.lingonstigen@kommun.example","places":5}');
INSERT INTO "change_row" VALUES(32,17,'workplace',15,NULL,NULL,'{"id":15,"name":"Hemtjänsten Norra","sector_id":3,"municipality":"Skövde","adapted":0,"manager":"Khaled Al-Ahmad","manager_email":"chef.norra@kommun.example","places":5}');
INSERT INTO "change_row" VALUES(33,18,'workplace',16,NULL,NULL,'{"id":16,"name":"Hemtjänsten Södra","sector_id":3,"municipality":"Skövde","adapted":0,"manager":"Ahmed Abdullahi","manager_email":"chef.sodra@kommun.example","places":5}');
INSERT INTO "change_row" VALUES(34,19,'workplace',17,NULL,NULL,'{"id":17,"name":"Gruppboendet Fyrklövern","sector_id":3,"municipality":"Skövde","adapted":0,"manager":"Jari Mäkelä","manager_email":"chef.fyrklovern@kommun.example","places":4}');
INSERT INTO "change_row" VALUES(35,20,'workplace',18,NULL,NULL,'{"id":18,"name":"Dagverksamheten Kvarnhjulet","sector_id":3,"municipality":"Skövde","adapted":0,"manager":"Rana Darwish","manager_email":"chef.kvarnhjulet@kommun.example","places":4}');
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
CREATE TABLE extension (
        id INTEGER PRIMARY KEY,
        stay_id INTEGER NOT NULL REFERENCES stay (id),
        decided_on TEXT NOT NULL CHECK (decided_on IS date(decided_on, '+0 days') AND decided_on >= '0001-01-01'),
        old_last_day TEXT NOT NULL CHECK (old_last_day IS date(old_last_day, '+0 days') AND old_last_day >= '0001-01-01'),
        new_last_day TEXT NOT NULL CHECK (new_last_day IS date(new_last_day, '+0 days') AND new_last_day >= '0001-01-01'),
        decided_by TEXT,
        CHECK (new_last_day > old_last_day)
    ) STRICT;
CREATE TABLE follow_up (
        id INTEGER PRIMARY KEY,
        enrolment_id INTEGER NOT NULL REFERENCES enrolment (id),
        day TEXT NOT NULL CHECK (day IS date(day, '+0 days') AND day >= '0001-01-01'),
        status TEXT NOT NULL CHECK (status IN ('employment', 'education', 'job-search', 'other')),
        UNIQUE (enrolment_id, day)
    ) STRICT;
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
INSERT INTO "setting" VALUES(1,'language','sv');
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
        decided_by TEXT,
        CHECK (last_day >= first_day),
        CHECK (planned_last_day >= first_day),
        CHECK ((last_day IS NULL) = (closed_on IS NULL))
    ) STRICT;
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
INSERT INTO "workplace" VALUES(1,'AME Verkstaden',1,'Skövde',1,'Hamid Ebrahimi','chef.verkstaden@kommun.example',12);
INSERT INTO "workplace" VALUES(2,'AME Trädgården',1,'Skövde',1,'Helena Åhlin','chef.tradgarden@kommun.example',9);
INSERT INTO "workplace" VALUES(3,'AME Caféet',1,'Skövde',1,'Fredrik Hagberg','chef.cafeet@kommun.example',13);
INSERT INTO "workplace" VALUES(4,'Förskolan Blåsippan',2,'Skövde',0,'Helena Viklund','chef.blasippan@kommun.example',8);
INSERT INTO "workplace" VALUES(5,'Förskolan Trollsländan',2,'Skövde',0,'Lars Kvist','chef.trollslandan@kommun.example',5);
INSERT INTO "workplace" VALUES(6,'Förskolan Kottebo',2,'Skövde',0,'Elin Tallberg','chef.kottebo@kommun.example',5);
INSERT INTO "workplace" VALUES(7,'Förskolan Regnstenen',2,'Skövde',0,'Dima Kassem','chef.regnstenen@kommun.example',6);
INSERT INTO "workplace" VALUES(8,'Skolan Lärkan',2,'Skövde',0,'Jenny Berglund','chef.larkan@kommun.example',6);
INSERT INTO "workplace" VALUES(9,'Skolan Nattskärran',2,'Skövde',0,'Saba Kidane','chef.nattskarran@kommun.example',5);
INSERT INTO "workplace" VALUES(10,'Skolan Kopparmåsen',2,'Skövde',0,'Zamzam Abdullahi','chef.kopparmasen@kommun.example',5);
INSERT INTO "workplace" VALUES(11,'Skolköket Timjan',2,'Skövde',0,'Haris Mehić','chef.timjan@kommun.example',4);
INSERT INTO "workplace" VALUES(12,'Äldreboendet Ekbacken',3,'Skövde',0,'Adnan Suljić','chef.ekbacken@kommun.example',7);
INSERT INTO "workplace" VALUES(13,'Äldreboendet Solgläntan',3,'Skövde',0,'Ingrid Åhlin','chef.solglantan@kommun.example',7);
INSERT INTO "workplace" VALUES(14,'Äldreboendet Lingonstigen',3,'Skövde',0,'Abeba Kidane','chef.lingonstigen@kommun.example',5);
INSERT INTO "workplace" VALUES(15,'Hemtjänsten Norra',3,'Skövde',0,'Khaled Al-Ahmad','chef.norra@kommun.example',5);
INSERT INTO "workplace" VALUES(16,'Hemtjänsten Södra',3,'Skövde',0,'Ahmed Abdullahi','chef.sodra@kommun.example',5);
INSERT INTO "workplace" VALUES(17,'Gruppboendet Fyrklövern',3,'Skövde',0,'Jari Mäkelä','chef.fyrklovern@kommun.example',4);
INSERT INTO "workplace" VALUES(18,'Dagverksamheten Kvarnhjulet',3,'Skövde',0,'Rana Darwish','chef.kvarnhjulet@kommun.example',4);
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
DELETE FROM "sqlite_sequence";
COMMIT;
