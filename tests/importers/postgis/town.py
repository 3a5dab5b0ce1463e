"""A database as a city might keep one, with all that makes reading it hard."""

from __future__ import annotations

HOSTILE = 'o"; DROP TABLE parks; --'
"""A name that means harm to whoever forgets to quote."""
_HOSTILE = '"別 の.部屋"."' + HOSTILE.replace('"', '""') + '"'

TOWN = """
CREATE TYPE 用途 AS ENUM ('第一種低層住居専用地域', '商業地域');
CREATE DOMAIN 面積 AS numeric(12, 2) CHECK (VALUE >= 0);
CREATE DOMAIN 広さ AS 面積;
CREATE TABLE 用途地域 (
  id integer PRIMARY KEY, 名称 varchar(40), kind 用途, area 広さ, storeys numeric(3), number numeric(20),
  tags text[], extra jsonb, decided date, seen timestamptz, valid boolean, photo bytea,
  geom geometry(MultiPolygon, 6669));
COMMENT ON TABLE 用途地域 IS '用途地域（都市計画）';
COMMENT ON COLUMN 用途地域.kind IS '用途地域の種類';
INSERT INTO 用途地域 SELECT i, CASE i WHEN 1 THEN '𠮷野町' ELSE '区域' || i END,
  (CASE WHEN i % 2 = 0 THEN '商業地域' ELSE '第一種低層住居専用地域' END)::用途,
  i * 10.25, i, 12345678901234567890, ARRAY['一', 'b'], '{"階": 3}',
  CASE i WHEN 3 THEN 'infinity'::date ELSE date '2020-01-01' + i END,
  timestamptz '2024-04-01 00:30:00+00' + i * interval '1 hour', i % 2 = 0, '\\x00',
  CASE i WHEN 4 THEN NULL WHEN 5 THEN ST_GeomFromText('MULTIPOLYGON EMPTY', 6669)
    ELSE ST_Multi(ST_MakeEnvelope(34000 + i * 50, -27000, 34040 + i * 50, -26960, 6669)) END
  FROM generate_series(1, 6) i;

CREATE TABLE parks (name text, geom geometry(Point, 6668));
INSERT INTO parks VALUES ('中央公園', ST_SetSRID(ST_MakePoint(129.87, 32.75), 6668)),
  ('東公園', ST_SetSRID(ST_MakePoint(129.88, 32.76), 6668));
CREATE TABLE old_survey (name text, geom geometry(LineString, 4301));
INSERT INTO old_survey VALUES
  ('旧道', ST_SetSRID(ST_MakeLine(ST_MakePoint(129.87, 32.75), ST_MakePoint(129.875, 32.752)), 4301));
CREATE TABLE sensors (name text, geog geography(PointZ, 4326));
INSERT INTO sensors VALUES ('観測点', ST_SetSRID(ST_MakePoint(129.871, 32.751, 12.5), 4326)::geography);
CREATE TABLE pipes (name text, geom geometry(LineStringZ, 6669));
INSERT INTO pipes VALUES ('水道管', ST_SetSRID(
  ST_MakeLine(ST_MakePoint(34000, -27000, -1.5), ST_MakePoint(34100, -27000, -2.5)), 6669));

CREATE TABLE everything (name text, "geometry" text, geom geometry);
INSERT INTO everything VALUES
  ('点', 'a', 'SRID=6669;POINT(34000 -27000)'),
  ('線', 'b', 'SRID=6669;LINESTRING(34000 -27000, 34010 -27000)'),
  ('曲線', 'c', 'SRID=6669;CIRCULARSTRING(34000 -27000, 34010 -26990, 34020 -27000)'),
  ('曲がった面', 'd',
   'SRID=6669;CURVEPOLYGON(CIRCULARSTRING('
   '34000 -27000, 34010 -26990, 34020 -27000, 34010 -27010, 34000 -27000))'),
  ('計測', 'e', 'SRID=6669;LINESTRING M(34000 -27000 1, 34010 -27000 2)'),
  ('計測と高さ', 'f', 'SRID=6669;LINESTRING ZM(34000 -27000 5 1, 34010 -27000 6 2)'),
  ('網', 'g', 'SRID=6669;TIN Z(((34000 -27000 0, 34000 -26999 0, 34001 -27000 0, 34000 -27000 0)))'),
  ('度', 'h', 'SRID=6668;POINT(129.87 32.75)'), ('なし', 'i', NULL);
CREATE TABLE two_shapes (name text, area geometry(Polygon, 6669), door geometry(Point, 6669));
INSERT INTO two_shapes VALUES ('庁舎', ST_MakeEnvelope(34000, -27000, 34040, -26960, 6669),
  ST_SetSRID(ST_MakePoint(34020, -27000), 6669));

CREATE SCHEMA "別 の.部屋";
CREATE TABLE HOSTILE_TABLE ("na""me" text, "x'; --" integer, geom geometry(Point, 6669));
INSERT INTO HOSTILE_TABLE VALUES ('a', 1, ST_SetSRID(ST_MakePoint(34000, -27000), 6669));
CREATE VIEW park_view AS SELECT name || '（眺め）' AS name, geom FROM parks;
CREATE VIEW broken_view AS SELECT 1 / (length(name) - length(name)) AS bad, geom FROM parks;
CREATE TABLE staff (name text, room integer);
INSERT INTO staff VALUES ('総務', 101), ('税務', 102);
CREATE TABLE parts (id integer, geom geometry(Point, 6669)) PARTITION BY RANGE (id);
CREATE TABLE parts_low PARTITION OF parts FOR VALUES FROM (0) TO (10);
CREATE TABLE parts_high PARTITION OF parts FOR VALUES FROM (10) TO (20);
INSERT INTO parts SELECT i, ST_SetSRID(ST_MakePoint(34000 + i, -27000), 6669) FROM generate_series(5, 14) i;
CREATE TABLE secret_table (name text, geom geometry(Point, 6669));
""".replace("HOSTILE_TABLE", _HOSTILE)

LARGE = """
CREATE TABLE 筆 AS SELECT i AS id, '地番' || i AS 地番, (i % 10)::double precision AS ratio,
  date '2020-01-01' + i % 1000 AS 登記日,
  ST_SetSRID(ST_Buffer(ST_MakePoint(30000 + i % 300 * 20, -27000 + i / 300 * 20), 8, 4),
    6669)::geometry(Polygon, 6669) AS geom
FROM generate_series(0, 99999) i;
"""

CONTRACT = """
CREATE TABLE 公園 (name text, geom geometry(Polygon, 6669));
INSERT INTO 公園 SELECT '公園' || i, ST_MakeEnvelope(34000 + i * 50, -27000, 34040 + i * 50, -26960, 6669)
  FROM generate_series(1, 5) i;
CREATE TABLE 道 (name text, geom geometry(LineString, 6668));
INSERT INTO 道 VALUES
  ('旧道', ST_SetSRID(ST_MakeLine(ST_MakePoint(129.87, 32.75), ST_MakePoint(129.875, 32.752)), 6668));
"""

UNPLACED = """
CREATE TABLE 場所不明 (name text, geom geometry(Point));
INSERT INTO 場所不明
  SELECT '点' || i, ST_MakePoint(34000 + i * 10, -27000 - i * 7) FROM generate_series(1, 30) i;
CREATE TABLE 場所あり (name text, geom geometry(Point, 6668));
INSERT INTO 場所あり VALUES ('度', ST_SetSRID(ST_MakePoint(129.87, 32.75), 6668));
"""
