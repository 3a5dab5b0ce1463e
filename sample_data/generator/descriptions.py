"""Words that travel inside the archive: what the data set is, and that it is invented."""

README = """# 汐見浜市（架空の市）3D都市モデル

この地形・建物・道路・地名・属性・災害の区域は、すべてプログラムで作った架空のものです。
実在の市町村・土地・建物・人とは関係がありません。業務の判断には使えません。

- 形式: CityGML 2.0 ＋ i-UR 3.1（3D都市モデル標準製品仕様書に沿った構成）
- 空間参照系: EPSG:6697（緯度・経度・標高）。場所は平面直角座標系第I系の海上に置いています。
- 収録: 建築物（bldg、LOD0・LOD1、一部LOD2・LOD3）、道路（tran、LOD1）、都市計画決定情報（urf）、
  洪水浸水想定区域（fld、L1・L2）、津波浸水想定（tnm）、高潮浸水想定区域（htd）、土砂災害警戒区域（lsld）、
  地形（dem、LOD1）、コードリスト
- 市区町村コード 42999 は使われていない番号です。
- 利用条件: CC0 1.0（著作権を主張しません）
"""

METADATA = """<?xml version="1.0" encoding="UTF-8"?>
<metadata>
\t<title>汐見浜市（架空の市）3D都市モデル</title>
\t<abstract>プログラムで作った架空の港町の3D都市モデル。実在の市町村・土地・建物・人とは関係がない。</abstract>
\t<fictional>true</fictional>
\t<dateOfCreation>2025-03-21</dateOfCreation>
\t<language>jpn</language>
\t<characterSet>utf8</characterSet>
\t<referenceSystem>http://www.opengis.net/def/crs/EPSG/0/6697</referenceSystem>
\t<applicationSchema>CityGML 2.0, i-UR 3.1</applicationSchema>
\t<useLimitation>CC0 1.0. 架空のデータのため業務の判断には使えない。</useLimitation>
</metadata>
"""
