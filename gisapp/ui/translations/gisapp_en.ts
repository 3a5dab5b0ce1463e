<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="ja_JP">
 <context>
  <name>Changes</name>
  <message>
   <source>削除</source>
   <translation>Removed</translation>
  </message>
  <message>
   <source>変更</source>
   <translation>Changed</translation>
  </message>
  <message>
   <source>変更なし</source>
   <translation>Unchanged</translation>
  </message>
  <message>
   <source>新規</source>
   <translation>New</translation>
  </message>
 </context>
 <context>
  <name>ledger</name>
  <message>
   <source>かな</source>
   <translation>Reading</translation>
  </message>
  <message>
   <source>ごみ集積所</source>
   <translation>Waste stations</translation>
  </message>
  <message>
   <source>コード</source>
   <translation>Code</translation>
  </message>
  <message>
   <source>世帯数</source>
   <translation>Homes</translation>
  </message>
  <message>
   <source>加入世帯数</source>
   <translation>Members</translation>
  </message>
  <message>
   <source>加入率</source>
   <translation>Rate</translation>
  </message>
  <message>
   <source>名称</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>建物</source>
   <translation>Buildings</translation>
  </message>
  <message>
   <source>推計人口</source>
   <translation>People (est.)</translation>
  </message>
  <message>
   <source>掲示板</source>
   <translation>Notice boards</translation>
  </message>
  <message>
   <source>集会所</source>
   <translation>Meeting halls</translation>
  </message>
  <message>
   <source>面積</source>
   <translation>Area</translation>
  </message>
 </context>
 <context>
  <name>messages</name>
  <message>
   <source>+ - × ÷ とかっこ。0 で割ると未確認</source>
   <translation>+ - × ÷ and brackets; a division by 0 is not known</translation>
  </message>
  <message>
   <source>0.3m以上0.5m未満</source>
   <translation>0.3 m to under 0.5 m</translation>
  </message>
  <message>
   <source>0.3m以上1m未満</source>
   <translation>0.3 m to less than 1 m</translation>
  </message>
  <message>
   <source>0.3m未満</source>
   <translation>under 0.3 m</translation>
  </message>
  <message>
   <source>0.5 m は1階の床の高さ、3 m は2階の床下、5 m は2階の屋根にあたります。</source>
   <translation>0.5 m is the height of a ground floor, 3 m the underside of a first floor, 5 m the roof of a two-storey house.</translation>
  </message>
  <message>
   <source>0.5m以上1m未満</source>
   <translation>0.5 m to under 1 m</translation>
  </message>
  <message>
   <source>0.5m以上3m未満</source>
   <translation>0.5 m to under 3 m</translation>
  </message>
  <message>
   <source>0.5m未満</source>
   <translation>under 0.5 m</translation>
  </message>
  <message>
   <source>0.5～1.0m未満</source>
   <translation>0.5 to below 1.0 m</translation>
  </message>
  <message>
   <source>0～0.5m未満</source>
   <translation>0 to below 0.5 m</translation>
  </message>
  <message>
   <source>1 m 格子 {cells:,} 個のうち、点のない格子 {empty:,} 個。</source>
   <translation>{empty:,} of {cells:,} cells of 1 m hold no point.</translation>
  </message>
  <message>
   <source>1 行に 1 点、X・Y・標高の数字が並ぶテキスト（XYZ・PTS・CSV・TXT）を選んでください。</source>
   <translation>Choose a text with a point on each line: X, Y and height (XYZ, PTS, CSV, TXT).</translation>
  </message>
  <message>
   <source>1.0～2.0m未満</source>
   <translation>1.0 to below 2.0 m</translation>
  </message>
  <message>
   <source>10 以上（&gt; &lt; ≥ ≤ = ≠。&gt;= や &lt;&gt; でもよい）</source>
   <translation>10 or more (&gt; &lt; ≥ ≤ = ≠; &gt;= and &lt;&gt; do too)</translation>
  </message>
  <message>
   <source>100 m以上</source>
   <translation>100 m or more</translation>
  </message>
  <message>
   <source>10m以上20m未満</source>
   <translation>10 m to under 20 m</translation>
  </message>
  <message>
   <source>10〜14階</source>
   <translation>10–14 storeys</translation>
  </message>
  <message>
   <source>10〜15 m</source>
   <translation>10–15 m</translation>
  </message>
  <message>
   <source>12時間以上24時間未満</source>
   <translation>12 to under 24 hours</translation>
  </message>
  <message>
   <source>12時間未満</source>
   <translation>under 12 hours</translation>
  </message>
  <message>
   <source>15〜20 m</source>
   <translation>15–20 m</translation>
  </message>
  <message>
   <source>15〜30°</source>
   <translation>15–30°</translation>
  </message>
  <message>
   <source>15階以上</source>
   <translation>15 storeys or more</translation>
  </message>
  <message>
   <source>1950年以前</source>
   <translation>1950 or earlier</translation>
  </message>
  <message>
   <source>1951〜1970年</source>
   <translation>1951–1970</translation>
  </message>
  <message>
   <source>1971〜1981年</source>
   <translation>1971–1981</translation>
  </message>
  <message>
   <source>1981年の建物は、新旧どちらの基準か年だけでは分かりません。</source>
   <translation>For buildings of 1981 the year alone does not tell which seismic code applied.</translation>
  </message>
  <message>
   <source>1982〜2000年</source>
   <translation>1982–2000</translation>
  </message>
  <message>
   <source>1:{scale:,}（{paper}）</source>
   <translation>1:{scale:,} ({paper})</translation>
  </message>
  <message>
   <source>1m以上2m未満</source>
   <translation>1 m to below 2 m</translation>
  </message>
  <message>
   <source>1m以上2m未満と2m以上3m未満、3m以上4m未満と4m以上5m未満は、手引きではそれぞれ同じ色です。</source>
   <translation>In the guide, 1 to 2 m and 2 to 3 m share one colour, and so do 3 to 4 m and 4 to 5 m.</translation>
  </message>
  <message>
   <source>1m以上3m未満</source>
   <translation>1 m to under 3 m</translation>
  </message>
  <message>
   <source>1日以上3日未満</source>
   <translation>1 to under 3 days</translation>
  </message>
  <message>
   <source>1画素の大きさ</source>
   <translation>Size of a pixel</translation>
  </message>
  <message>
   <source>1行目に column,row,east,north または column,row,lon,lat と書いてください。</source>
   <translation>Write column,row,east,north or column,row,lon,lat in the first line.</translation>
  </message>
  <message>
   <source>1週間以上2週間未満</source>
   <translation>1 to under 2 weeks</translation>
  </message>
  <message>
   <source>1階</source>
   <translation>1 storey</translation>
  </message>
  <message>
   <source>1階から安全</source>
   <translation>Safe from the 1st floor</translation>
  </message>
  <message>
   <source>1階の床の高さに相当</source>
   <translation>height of the 1st floor</translation>
  </message>
  <message>
   <source>1階の用途</source>
   <translation>Use of ground floor</translation>
  </message>
  <message>
   <source>2.0～3.0m未満</source>
   <translation>2.0 to below 3.0 m</translation>
  </message>
  <message>
   <source>2.0～5.0m未満</source>
   <translation>2.0 to below 5.0 m</translation>
  </message>
  <message>
   <source>2001〜2010年</source>
   <translation>2001–2010</translation>
  </message>
  <message>
   <source>2002年4月より前のデータで、日本測地系（旧測地系）のことが多いです。</source>
   <translation>The data are older than April 2002; these are often in the old Tokyo Datum.</translation>
  </message>
  <message>
   <source>2011年以後</source>
   <translation>2011 or later</translation>
  </message>
  <message>
   <source>20m以上</source>
   <translation>20 m or more</translation>
  </message>
  <message>
   <source>20〜31 m</source>
   <translation>20–31 m</translation>
  </message>
  <message>
   <source>254 バイトを超える値 {count:,} 件を、文字の切れ目で短くしました。</source>
   <translation>{count:,} values longer than 254 bytes were cut between letters.</translation>
  </message>
  <message>
   <source>2m以上3m未満</source>
   <translation>2 m to below 3 m</translation>
  </message>
  <message>
   <source>2つの区域の間の境界から始め、同じ境界の上で終わるように引いてください。3つの区域が集まる点をまたぐときは、その点で分けて引きます。</source>
   <translation>Begin on the boundary between two areas and end on the same boundary. Where three areas meet, draw up to that point and begin anew.</translation>
  </message>
  <message>
   <source>2つの想定の違い</source>
   <translation>Difference of two scenarios</translation>
  </message>
  <message>
   <source>2つの想定を左右に並べる</source>
   <translation>Two scenarios side by side</translation>
  </message>
  <message>
   <source>2週間以上4週間未満</source>
   <translation>2 to under 4 weeks</translation>
  </message>
  <message>
   <source>2階</source>
   <translation>2 storeys</translation>
  </message>
  <message>
   <source>2階から安全</source>
   <translation>Safe from the 2nd floor</translation>
  </message>
  <message>
   <source>2階の屋根以上（2階が水没）</source>
   <translation>over the 2nd storey's roof</translation>
  </message>
  <message>
   <source>2階の床下に相当</source>
   <translation>just below the 2nd floor</translation>
  </message>
  <message>
   <source>2階（以上）の用途</source>
   <translation>Use of first floor (and above)</translation>
  </message>
  <message>
   <source>3.0～4.0m未満</source>
   <translation>3.0 to below 4.0 m</translation>
  </message>
  <message>
   <source>30 分ごとの日影の外形</source>
   <translation>Outline of the shadow every 30 minutes</translation>
  </message>
  <message>
   <source>30° は宅地造成及び特定盛土等規制法施行令の「崖」（水平面に対し30度を超える角度をなす土地）と、急傾斜地の法令の傾斜度による。ほかの区切りと色は当プログラムが定めたもの。</source>
   <translation>30° is the limit of a “cliff” (land at more than 30 degrees to the horizontal) in the order to the Act on the Regulation of Residential Land Development and Specified Embankment, and of the law on steep slopes. The other limits and the colours are this program's own.</translation>
  </message>
  <message>
   <source>30〜45°（崖）</source>
   <translation>30–45° (cliff)</translation>
  </message>
  <message>
   <source>31〜45 m</source>
   <translation>31–45 m</translation>
  </message>
  <message>
   <source>3D Tiles 1.1（Web の立体地図用。zip）</source>
   <translation>3D Tiles 1.1 (for 3D maps on the web; zip)</translation>
  </message>
  <message>
   <source>3D Tiles を書いています</source>
   <translation>Writing 3D Tiles</translation>
  </message>
  <message>
   <source>3D Tiles（立体のタイル、zip）</source>
   <translation>3D Tiles (tiles of solids; zip)</translation>
  </message>
  <message>
   <source>3D Tiles（立体のタイル）</source>
   <translation>3D Tiles (tiles of solids)</translation>
  </message>
  <message>
   <source>3D ビュー</source>
   <translation>3D view</translation>
  </message>
  <message>
   <source>3D都市モデル（PLATEAU CityGML）</source>
   <translation>3D city model (PLATEAU CityGML)</translation>
  </message>
  <message>
   <source>3m以上4m未満</source>
   <translation>3 m to less than 4 m</translation>
  </message>
  <message>
   <source>3m以上5m未満</source>
   <translation>3 m to under 5 m</translation>
  </message>
  <message>
   <source>3°未満</source>
   <translation>below 3°</translation>
  </message>
  <message>
   <source>3〜8°</source>
   <translation>3–8°</translation>
  </message>
  <message>
   <source>3日以上1週間未満</source>
   <translation>3 days to under 1 week</translation>
  </message>
  <message>
   <source>3日以上の浸水（備蓄を確認）</source>
   <translation>Flooded for 3 days or more (check supplies)</translation>
  </message>
  <message>
   <source>3本以上の境界が集まる点は削除できません。</source>
   <translation>A point where three or more boundaries meet cannot be deleted.</translation>
  </message>
  <message>
   <source>3次医療圏規模の医療施設</source>
   <translation>Medical facility of tertiary care</translation>
  </message>
  <message>
   <source>3階</source>
   <translation>3 storeys</translation>
  </message>
  <message>
   <source>3階から安全</source>
   <translation>Safe from the 3rd floor</translation>
  </message>
  <message>
   <source>3階（以上）の用途</source>
   <translation>Use of second floor (and above)</translation>
  </message>
  <message>
   <source>4.0～5.0m未満</source>
   <translation>4.0 to below 5.0 m</translation>
  </message>
  <message>
   <source>45°以上（崖）</source>
   <translation>45° and more (cliff)</translation>
  </message>
  <message>
   <source>45〜60 m</source>
   <translation>45–60 m</translation>
  </message>
  <message>
   <source>4m以上5m未満</source>
   <translation>4 m to less than 5 m</translation>
  </message>
  <message>
   <source>4〜5階</source>
   <translation>4–5 storeys</translation>
  </message>
  <message>
   <source>4週間以上</source>
   <translation>4 weeks or more</translation>
  </message>
  <message>
   <source>4階以上（個別に確認）</source>
   <translation>4th floor or higher (to be checked case by case)</translation>
  </message>
  <message>
   <source>5.0m以上</source>
   <translation>5.0 m or more</translation>
  </message>
  <message>
   <source>5m以上</source>
   <translation>5 m or more</translation>
  </message>
  <message>
   <source>5m以上10m未満</source>
   <translation>5 m to under 10 m</translation>
  </message>
  <message>
   <source>5 m未満</source>
   <translation>under 5 m</translation>
  </message>
  <message>
   <source>5〜10 m</source>
   <translation>5–10 m</translation>
  </message>
  <message>
   <source>60〜100 m</source>
   <translation>60–100 m</translation>
  </message>
  <message>
   <source>6〜9階</source>
   <translation>6–9 storeys</translation>
  </message>
  <message>
   <source>7 桁（約 1 センチ）以下にしてください。</source>
   <translation>Use 7 decimals (about a centimetre) or fewer.</translation>
  </message>
  <message>
   <source>8〜15°</source>
   <translation>8–15°</translation>
  </message>
  <message>
   <source>8ビットか16ビットの画像として書き出したものを選んでください。</source>
   <translation>Choose a picture that was written with 8 or 16 bits.</translation>
  </message>
  <message>
   <source>CC0 1.0 全世界（権利の放棄）</source>
   <translation>CC0 1.0 Universal</translation>
  </message>
  <message>
   <source>COPC（点群）</source>
   <translation>COPC (point cloud)</translation>
  </message>
  <message>
   <source>CPU で描いています（ソフトウェア OpenGL）</source>
   <translation>Drawn by the processor (software OpenGL)</translation>
  </message>
  <message>
   <source>CSV の項目名と並び</source>
   <translation>Names and order of CSV columns</translation>
  </message>
  <message>
   <source>CSV・Excel の一覧か、JPEG などの写真、写真のフォルダを選んでください。</source>
   <translation>Choose lists (CSV, Excel), photos such as JPEG, or a folder of photos.</translation>
  </message>
  <message>
   <source>CSV（表計算ソフト用、文字コードは UTF-8）</source>
   <translation>CSV (for spreadsheets, UTF-8)</translation>
  </message>
  <message>
   <source>CSV（表計算用の属性表）</source>
   <translation>CSV (attribute table for spreadsheets)</translation>
  </message>
  <message>
   <source>CZML（3D 地図用）</source>
   <translation>CZML (for 3D maps)</translation>
  </message>
  <message>
   <source>CZML（PLATEAU VIEW・Cesium）</source>
   <translation>CZML (PLATEAU VIEW, Cesium)</translation>
  </message>
  <message>
   <source>DOCTYPE 宣言を取り除いたファイルを配布元から入手し直してください。</source>
   <translation>Get the file again from its publisher without the DOCTYPE declaration.</translation>
  </message>
  <message>
   <source>DXF（CAD 用の線・面と文字）</source>
   <translation>DXF (lines, areas and texts for CAD)</translation>
  </message>
  <message>
   <source>DXF（CAD 用）</source>
   <translation>DXF (for CAD)</translation>
  </message>
  <message>
   <source>EPSG:6669 のような座標系の番号を選んでください。</source>
   <translation>Choose the code of a coordinate system such as EPSG:6669.</translation>
  </message>
  <message>
   <source>Excel で開き、パスワードを外して別の名前で保存してください。</source>
   <translation>Open it in Excel, remove the password, and save it under another name.</translation>
  </message>
  <message>
   <source>Excel を確かめています</source>
   <translation>Checking Excel</translation>
  </message>
  <message>
   <source>Excel を読んでいます: {sheet}</source>
   <translation>Reading Excel: {sheet}</translation>
  </message>
  <message>
   <source>FlatGeobuf（Web 地図用の速い形式）</source>
   <translation>FlatGeobuf (fast format for web maps)</translation>
  </message>
  <message>
   <source>FlatGeobuf（Web 地図用）</source>
   <translation>FlatGeobuf (for web maps)</translation>
  </message>
  <message>
   <source>GTFS の zip か、展開したフォルダ（stops.txt や trips.txt のある場所）を選んでください。</source>
   <translation>Choose the GTFS zip or the unpacked folder (where stops.txt and trips.txt are).</translation>
  </message>
  <message>
   <source>GeoJSON（Web 地図用）</source>
   <translation>GeoJSON (for web maps)</translation>
  </message>
  <message>
   <source>GeoJSON（経度・緯度）</source>
   <translation>GeoJSON (longitude, latitude)</translation>
  </message>
  <message>
   <source>GeoPackage など、平面の図形を書き出す形式を選んでください。</source>
   <translation>Choose a format for plane shapes, such as GeoPackage.</translation>
  </message>
  <message>
   <source>GeoPackage（GIS 用）</source>
   <translation>GeoPackage (for GIS)</translation>
  </message>
  <message>
   <source>GeoPackage（平面図形・全属性）</source>
   <translation>GeoPackage (footprints, all attributes)</translation>
  </message>
  <message>
   <source>GeoParquet（分析用）</source>
   <translation>GeoParquet (for analysis)</translation>
  </message>
  <message>
   <source>GeoParquet（平面図形・全属性）</source>
   <translation>GeoParquet (footprints, all attributes)</translation>
  </message>
  <message>
   <source>GeoTIFF、ワールドファイルのある JPEG・PNG、MBTiles、XYZ タイルのフォルダを選んでください。</source>
   <translation>Choose a GeoTIFF, a JPEG or PNG with a world file, MBTiles or a folder of XYZ tiles.</translation>
  </message>
  <message>
   <source>GeoTIFF（COG。標高・画像）</source>
   <translation>GeoTIFF (COG; heights, pictures)</translation>
  </message>
  <message>
   <source>GeoTIFF（標高・画像）</source>
   <translation>GeoTIFF (heights, pictures)</translation>
  </message>
  <message>
   <source>G空間情報センターなどで配布されている地図XML（zip または .xml）を選んでください。</source>
   <translation>Choose registry map XML (zip or .xml) as distributed by the G-Spatial Information Center and others.</translation>
  </message>
  <message>
   <source>HTML のタグ</source>
   <translation>HTML tags</translation>
  </message>
  <message>
   <source>ID</source>
   <translation>ID</translation>
  </message>
  <message>
   <source>JPEG・PNG・TIFF・WebP の写真を選んでください。</source>
   <translation>Choose a photo: JPEG, PNG, TIFF or WebP.</translation>
  </message>
  <message>
   <source>JSON を読んでいます</source>
   <translation>Reading JSON</translation>
  </message>
  <message>
   <source>KML（Google Earth など）</source>
   <translation>KML (Google Earth and others)</translation>
  </message>
  <message>
   <source>KMZ（圧縮した KML）</source>
   <translation>KMZ (compressed KML)</translation>
  </message>
  <message>
   <source>LAS 1.2 から 1.4 の形式で受け取り直してください。</source>
   <translation>Ask for it again as LAS 1.2 to 1.4.</translation>
  </message>
  <message>
   <source>LAS・LAZ・PLY・E57・XYZ・PTS の形式で受け取り直してください。</source>
   <translation>Ask for it again as LAS, LAZ, PLY, E57, XYZ or PTS.</translation>
  </message>
  <message>
   <source>LOD1 の形の高さは仮の値（一律 3 m）です</source>
   <translation>The LOD1 height is a placeholder (3 m throughout)</translation>
  </message>
  <message>
   <source>LOD1の高さの求め方</source>
   <translation>How the LOD1 height was obtained</translation>
  </message>
  <message>
   <source>LODの詳細区分</source>
   <translation>Detailed LOD class</translation>
  </message>
  <message>
   <source>N</source>
   <translation>N</translation>
  </message>
  <message>
   <source>OBJ（立体の形）</source>
   <translation>OBJ (solid shapes)</translation>
  </message>
  <message>
   <source>OpenGL が使えないため簡易描画です</source>
   <translation>Drawn in a simple way, as OpenGL is not available</translation>
  </message>
  <message>
   <source>OpenGL を使わずに描いています</source>
   <translation>Drawn without OpenGL</translation>
  </message>
  <message>
   <source>PDF を開いて PNG か JPEG に書き出すか（300 dpi が目安）、スキャナで画像として取り直してください。</source>
   <translation>Export it as PNG or JPEG (about 300 dpi), or scan it again as a picture.</translation>
  </message>
  <message>
   <source>PDF（{file}）はそのままでは置けません。</source>
   <translation>A PDF ({file}) cannot be placed as it is.</translation>
  </message>
  <message>
   <source>PLATEAU の建物か、家屋のデータを読み込んでください。</source>
   <translation>Read in the buildings of PLATEAU or data of houses.</translation>
  </message>
  <message>
   <source>PLATEAU の配布 zip、udx フォルダを含むフォルダ、または .gml を選んでください。</source>
   <translation>Choose a PLATEAU zip, a folder that holds udx, or a .gml file.</translation>
  </message>
  <message>
   <source>PMTiles（Web 地図用のタイル）</source>
   <translation>PMTiles (tiles for web maps)</translation>
  </message>
  <message>
   <source>PMTiles（地図のタイル）</source>
   <translation>PMTiles (map tiles)</translation>
  </message>
  <message>
   <source>PMTiles（版 3）のファイルではありません。</source>
   <translation>This is no PMTiles file (version 3).</translation>
  </message>
  <message>
   <source>SHA256SUMS の内容が目録と違います。</source>
   <translation>SHA256SUMS does not agree with the manifest.</translation>
  </message>
  <message>
   <source>Shapefile の項目は 255 までです（このレイヤは {count:,} 項目あります）。</source>
   <translation>A Shapefile holds at most 255 fields (this layer has {count:,}).</translation>
  </message>
  <message>
   <source>Shapefile は 2 GB までです（このレイヤは約 {size:.1f} GB になります）。</source>
   <translation>A Shapefile holds at most 2 GB (this layer would take about {size:.1f} GB).</translation>
  </message>
  <message>
   <source>Shapefile を一つの zip に（点・線・面が混ざるときも）</source>
   <translation>Shapefiles in one zip (also points, lines and areas mixed)</translation>
  </message>
  <message>
   <source>Shapefile、GeoPackage、GeoJSON などを選んでください。</source>
   <translation>Choose a Shapefile, GeoPackage, GeoJSON or the like.</translation>
  </message>
  <message>
   <source>Shapefile（GIS 用、文字コードは Shift_JIS）</source>
   <translation>Shapefile (for GIS, Shift_JIS)</translation>
  </message>
  <message>
   <source>Shapefile（Shift_JIS。公開型 GIS などへ）</source>
   <translation>Shapefile (Shift_JIS, for public GIS and others)</translation>
  </message>
  <message>
   <source>Shapefile（Shift_JIS）にない文字 {count:,} 個を「〓」にしました: {letters}</source>
   <translation>{count:,} letters that Shift_JIS of Shapefiles lacks became “〓”: {letters}</translation>
  </message>
  <message>
   <source>X（北、m）</source>
   <translation>X (north, m)</translation>
  </message>
  <message>
   <source>X（北）</source>
   <translation>X (north)</translation>
  </message>
  <message>
   <source>Y（東、m）</source>
   <translation>Y (east, m)</translation>
  </message>
  <message>
   <source>Y（東）</source>
   <translation>Y (east)</translation>
  </message>
  <message>
   <source>dask scheduler が動いているか、アドレスが tcp://ホスト:ポート の形で正しいかを確かめてください。</source>
   <translation>Check that dask scheduler is running, and that the address is right and of the form tcp://host:port.</translation>
  </message>
  <message>
   <source>dask worker {address} を動かしてから、もう一度実行してください。</source>
   <translation>Start dask worker {address} and try again.</translation>
  </message>
  <message>
   <source>database の名前を管理者に確かめてください。</source>
   <translation>Ask the administrator for the right name of the database.</translation>
  </message>
  <message>
   <source>docs/EVENT.md の形式で書き出されたか、提供元に確かめてください。</source>
   <translation>Ask the provider whether it was written in the format of docs/EVENT.md.</translation>
  </message>
  <message>
   <source>docs/schemas/files/building.json の形の JSON を指定してください。</source>
   <translation>Give a JSON file in the form of docs/schemas/files/building.json.</translation>
  </message>
  <message>
   <source>frequencies.txt の {count:,} 行は、便か時刻が読めないため使っていません。</source>
   <translation>{count:,} lines of frequencies.txt are not used: their trip or times cannot be read.</translation>
  </message>
  <message>
   <source>gisapp check で、データがそろっているか調べてください。</source>
   <translation>Check with gisapp check whether all data are there.</translation>
  </message>
  <message>
   <source>gisapp info で、値のある項目を調べてください。</source>
   <translation>Look up with gisapp info which attributes have values.</translation>
  </message>
  <message>
   <source>gisapp info で、時間の列があるか調べてください。</source>
   <translation>Use gisapp info to see whether there is a column of times.</translation>
  </message>
  <message>
   <source>gisapp publish key で作れます。鍵がなくても、署名なしで作れます。</source>
   <translation>It can be made with gisapp publish key. Without a key things are made unsigned.</translation>
  </message>
  <message>
   <source>gisapp publish review か画面の公開デスクで審査し、承認してからもう一度実行してください。</source>
   <translation>Review and approve it with gisapp publish review or at the publish desk, then run this again.</translation>
  </message>
  <message>
   <source>gisapp publish review で審査し、承認してください。</source>
   <translation>Review and approve it with gisapp publish review.</translation>
  </message>
  <message>
   <source>gisapp publish で作ったフォルダか zip を指定してください。</source>
   <translation>Choose a folder or zip that gisapp publish made.</translation>
  </message>
  <message>
   <source>gisapp で保存した敷地（site.json）を選んでください。</source>
   <translation>Choose a site saved by gisapp (site.json).</translation>
  </message>
  <message>
   <source>glTF バイナリ（立体の形・主な属性）</source>
   <translation>glTF binary (solid shapes, main attributes)</translation>
  </message>
  <message>
   <source>glTF（立体の形と属性）</source>
   <translation>glTF (solid shapes and attributes)</translation>
  </message>
  <message>
   <source>gml:id を gisapp identify で確かめてください。</source>
   <translation>Check the gml:id with gisapp identify.</translation>
  </message>
  <message>
   <source>host の書き間違いがないか、庁内ネットワークにつながっているか確かめてください。</source>
   <translation>Check that host is spelled correctly and that this PC is connected to the office network.</translation>
  </message>
  <message>
   <source>host・database・user などが正しく書かれているか確かめてください。</source>
   <translation>Check that host, database, user and the rest are written correctly.</translation>
  </message>
  <message>
   <source>id「{id}」が二度あります。</source>
   <translation>The id “{id}” stands there twice.</translation>
  </message>
  <message>
   <source>kind（ngsi-v2・ngsi-ld）・url・types が正しく書かれているか確かめてください。</source>
   <translation>Check that kind (ngsi-v2, ngsi-ld), url and types are written correctly.</translation>
  </message>
  <message>
   <source>name・kind（xyz・wmts・wms）・url が正しく書かれているか確かめてください。</source>
   <translation>Check that name, kind (xyz, wmts or wms) and url are written correctly.</translation>
  </message>
  <message>
   <source>pip install gisapp[cluster] で加えるか、スケジューラの指定をやめてください。</source>
   <translation>Add it with pip install gisapp[cluster], or do without a scheduler.</translation>
  </message>
  <message>
   <source>port の番号が正しいか、データベースが止まっていないかを管理者に確かめてください。</source>
   <translation>Ask the administrator whether the port is right and the database is running.</translation>
  </message>
  <message>
   <source>schemas と tables の書き方と、利用者に読み取り（SELECT）の権限があるかを確かめてください（ほかの表: {others}）。</source>
   <translation>Check schemas and tables, and that the user may read (SELECT) them (other tables: {others}).</translation>
  </message>
  <message>
   <source>shapes.txt の {count:,} 行は、位置か順番が読めないため使っていません。</source>
   <translation>{count:,} lines of shapes.txt are not used: their place or order cannot be read.</translation>
  </message>
  <message>
   <source>stop_times.txt の {count:,} 行は、stops.txt にないか位置のない停留所のものなので使っていません。</source>
   <translation>{count:,} lines of stop_times.txt are not used: their stops are not in stops.txt or have no place.</translation>
  </message>
  <message>
   <source>stop_times.txt の {count:,} 行は、trips.txt にない便のものなので使っていません。</source>
   <translation>{count:,} lines of stop_times.txt are not used: their trips are not in trips.txt.</translation>
  </message>
  <message>
   <source>stop_times.txt の {count:,} 行は、停車順が読めないため使っていません。</source>
   <translation>{count:,} lines of stop_times.txt are not used: the order of their stops cannot be read.</translation>
  </message>
  <message>
   <source>types や service_path で絞り込んでください。</source>
   <translation>Narrow it down with types or service_path.</translation>
  </message>
  <message>
   <source>types・service・service_path と、必要なら環境変数 GISAPP_BROKER_TOKEN を確かめてください。</source>
   <translation>Check types, service and service_path and, where needed, the environment variable GISAPP_BROKER_TOKEN.</translation>
  </message>
  <message>
   <source>url と kind（ngsi-v2・ngsi-ld）を確かめてください。</source>
   <translation>Check url and kind (ngsi-v2, ngsi-ld).</translation>
  </message>
  <message>
   <source>user の名前を管理者に確かめてください。</source>
   <translation>Ask the administrator for the right name of the user.</translation>
  </message>
  <message>
   <source>zip にまとめています</source>
   <translation>Packing into a zip</translation>
  </message>
  <message>
   <source>zip の前後に、zip ではないデータが付いています。</source>
   <translation>Before or behind the zip there are data that belong to no zip.</translation>
  </message>
  <message>
   <source>{archive} の中の {file} は壊れていて読めません。</source>
   <translation>{file} in {archive} is damaged and cannot be read.</translation>
  </message>
  <message>
   <source>{archive} の中の {file} は壊れているか、扱えない方法で圧縮されています。</source>
   <translation>{file} in {archive} is damaged, or packed in a way that is not supported.</translation>
  </message>
  <message>
   <source>{city}の建物</source>
   <translation>Buildings of {city}</translation>
  </message>
  <message>
   <source>{city}ほかの建物</source>
   <translation>Buildings of {city} and others</translation>
  </message>
  <message>
   <source>{count:,} 件には形がなく、地図に出ません。</source>
   <translation>{count:,} features have no shape and do not appear on the map.</translation>
  </message>
  <message>
   <source>{count:,} 件のうち {written:,} 件しか届かなかったため、やめました。</source>
   <translation>Only {written:,} of {count:,} features arrived, so it was given up.</translation>
  </message>
  <message>
   <source>{count:,} 便には経路の形（shapes.txt）がないため、停留所を順に直線で結びました。</source>
   <translation>{count:,} trips have no shape (shapes.txt); their stops are joined by straight lines.</translation>
  </message>
  <message>
   <source>{count:,} 便は、routes.txt にない路線のものです。路線名は未確認です。</source>
   <translation>{count:,} trips belong to routes that are not in routes.txt. The names of these routes are not known.</translation>
  </message>
  <message>
   <source>{count:,} 便は、停車する場所か時刻が 2 つ以上読めないため、地図に出していません。</source>
   <translation>{count:,} trips are not on the map: fewer than two of their stops or times can be read.</translation>
  </message>
  <message>
   <source>{count:,} 便は運行間隔（frequencies.txt）で書かれているため、間隔どおりに {runs:,} 便として並べました。</source>
   <translation>{count:,} trips are written as frequencies (frequencies.txt) and were laid out as {runs:,} runs.</translation>
  </message>
  <message>
   <source>{count:,} 棟 ・ {rate:,.0f} 棟/秒 ・ 残り約 {left:,.0f} 秒</source>
   <translation>{count:,} buildings · {rate:,.0f} per second · about {left:,.0f} s left</translation>
  </message>
  <message>
   <source>{count:,} 点</source>
   <translation>{count:,} points</translation>
  </message>
  <message>
   <source>{count:,} 点以上</source>
   <translation>at least {count:,} points</translation>
  </message>
  <message>
   <source>{count:,} 画素の値が違いました。</source>
   <translation>{count:,} pixels had other values.</translation>
  </message>
  <message>
   <source>{count} か月ごと</source>
   <translation>every {count} months</translation>
  </message>
  <message>
   <source>{count} つの自治会の区域が重なっています: {names}。どちらに入るかは、自治会に確かめてください。</source>
   <translation>The areas of {count} associations overlap here: {names}. Ask them which one it is.</translation>
  </message>
  <message>
   <source>{count} 分ごと</source>
   <translation>every {count} min</translation>
  </message>
  <message>
   <source>{count} 年ごと</source>
   <translation>every {count} years</translation>
  </message>
  <message>
   <source>{count} 日ごと</source>
   <translation>every {count} days</translation>
  </message>
  <message>
   <source>{count} 時間ごと</source>
   <translation>every {count} h</translation>
  </message>
  <message>
   <source>{credit}として読みました。項目名とコードを日本語にしています。{note}</source>
   <translation>Read as {credit}. Names of columns and codes are in Japanese.{note}</translation>
  </message>
  <message>
   <source>{department}が {day} に承認したあとで、設定が変わりました。もう一度審査してください。</source>
   <translation>The settings have changed since {department} approved them on {day}. Review them again.</translation>
  </message>
  <message>
   <source>{department}が {day} に承認しました。</source>
   <translation>Approved by {department} on {day}.</translation>
  </message>
  <message>
   <source>{depth:.2f} m</source>
   <translation>{depth:.2f} m</translation>
  </message>
  <message>
   <source>{file} から {stations} か所の値 {count} 件を読みました（{first} から {last} まで）。</source>
   <translation>{count} values of {stations} stations were read from {file} ({first} to {last}).</translation>
  </message>
  <message>
   <source>{file} から使える標高を読み取れませんでした。{reason}</source>
   <translation>No usable heights could be read from {file}. {reason}</translation>
  </message>
  <message>
   <source>{file} がありません。</source>
   <translation>{file} is not there.</translation>
  </message>
  <message>
   <source>{file} がありません。前回の公開と比べられません。</source>
   <translation>{file} is not there. It cannot be compared with the last publication.</translation>
  </message>
  <message>
   <source>{file} がないため、{what}は読めませんでした。</source>
   <translation>{file} is missing; {what} could not be read.</translation>
  </message>
  <message>
   <source>{file} がフォルダの外のものを指しています（{detail}）。</source>
   <translation>{file} points at something outside of the folder ({detail}).</translation>
  </message>
  <message>
   <source>{file} が大きすぎるため読み込みませんでした（上限 {limit:,} バイト）。</source>
   <translation>{file} is too large and was not read (limit {limit:,} bytes).</translation>
  </message>
  <message>
   <source>{file} が指すファイルがありません（{detail}）。</source>
   <translation>A file that {file} points at is not there ({detail}).</translation>
  </message>
  <message>
   <source>{file} が見つからないため、前に読み込んだ内容（{made}）を表示しています。</source>
   <translation>{file} was not found; what was read earlier ({made}) is shown.</translation>
  </message>
  <message>
   <source>{file} が見つからないため、前に読み込んだ地形（{made}）を表示しています。</source>
   <translation>{file} was not found; the terrain that was read before ({made}) is shown.</translation>
  </message>
  <message>
   <source>{file} が見つかりません。</source>
   <translation>{file} was not found.</translation>
  </message>
  <message>
   <source>{file} で画像の座標の数が形と合わない点が {count:,} 個あります。その部分は正しく貼れません。</source>
   <translation>In {file} {count:,} points have texture coordinates that do not match the shape. The picture cannot be laid there correctly.</translation>
  </message>
  <message>
   <source>{file} と {other} には、同じ住所・地番が見つかりません。位置のない表として読みました。</source>
   <translation>{file} and {other} share no address or lot number. It was read as a table without places.</translation>
  </message>
  <message>
   <source>{file} と {other} は重なっていません。</source>
   <translation>{file} and {other} do not overlap.</translation>
  </message>
  <message>
   <source>{file} などに、ほかと同じ gml:id の建物が {count:,} 組あります（例: {id}）。どちらも残しました。</source>
   <translation>{file} and others: {count:,} pairs of buildings share a gml:id (such as {id}). Both were kept.</translation>
  </message>
  <message>
   <source>{file} に、{encoding} として読めない文字が {count:,} か所あります（最初は {line:,} 行目）。「�」と表示します。</source>
   <translation>{file} has {count:,} places that cannot be read as {encoding} (the first in line {line:,}). They are shown as “�”.</translation>
  </message>
  <message>
   <source>{file} に、コード {code} の市区町村の境界がありません。</source>
   <translation>{file} has no boundary of the municipality with the code {code}.</translation>
  </message>
  <message>
   <source>{file} に、使える形がありません。</source>
   <translation>There are no usable shapes in {file}.</translation>
  </message>
  <message>
   <source>{file} に、公開すると決めていない項目があります（{detail}）。</source>
   <translation>{file} holds attributes that were not chosen for publication ({detail}).</translation>
  </message>
  <message>
   <source>{file} に「{column}」という列がありません。</source>
   <translation>{file} has no column “{column}”.</translation>
  </message>
  <message>
   <source>{file} に「{column}」の列がありません。ある列: {columns}</source>
   <translation>{file} has no column “{column}”. Its columns: {columns}</translation>
  </message>
  <message>
   <source>{file} に「{column}」の列がないため、水位計の一覧として読めません。</source>
   <translation>{file} has no column “{column}”, so it cannot be read as a list of gauges.</translation>
  </message>
  <message>
   <source>{file} に「{sheet}」というシートがありません。</source>
   <translation>{file} has no sheet “{sheet}”.</translation>
  </message>
  <message>
   <source>{file} には {claimed:,} 点と書かれていますが、実際には {count:,} 点あります。すべて読み込みました。</source>
   <translation>{file} says {claimed:,} points but holds {count:,}. All were read.</translation>
  </message>
  <message>
   <source>{file} には {count:,} 点あると書かれていますが、1 点も入っていません。</source>
   <translation>{file} says it holds {count:,} points but holds none.</translation>
  </message>
  <message>
   <source>{file} には、位置の分かる点がありません。</source>
   <translation>{file} has no point whose place is known.</translation>
  </message>
  <message>
   <source>{file} には、読み込める点群がありません。</source>
   <translation>{file} holds no point cloud that can be read.</translation>
  </message>
  <message>
   <source>{file} には、開けるレイヤがありません。</source>
   <translation>{file} holds no layer that can be opened.</translation>
  </message>
  <message>
   <source>{file} にはパスワードがかかっていて、読み込めません。</source>
   <translation>{file} is protected by a password and cannot be read.</translation>
  </message>
  <message>
   <source>{file} には位置の情報がないため、地図に重ねられません。</source>
   <translation>{file} does not say where it lies, so it cannot be laid on the map.</translation>
  </message>
  <message>
   <source>{file} には点がありません。</source>
   <translation>{file} has no points.</translation>
  </message>
  <message>
   <source>{file} には点の座標がありません。</source>
   <translation>{file} holds no coordinates of points.</translation>
  </message>
  <message>
   <source>{file} には点の座標（x・y・z）がありません。</source>
   <translation>{file} holds no coordinates of points (x, y, z).</translation>
  </message>
  <message>
   <source>{file} には面が {count} つあります: {names}</source>
   <translation>{file} holds {count} surfaces: {names}</translation>
  </message>
  <message>
   <source>{file} には面が {count} つあるため、はじめの「{name}」だけを地形にしました。</source>
   <translation>{file} holds {count} surfaces; only the first, “{name}”, became terrain.</translation>
  </message>
  <message>
   <source>{file} にタイルがありません。</source>
   <translation>{file} holds no tiles.</translation>
  </message>
  <message>
   <source>{file} にデータの行がありません。</source>
   <translation>{file} has no rows of data.</translation>
  </message>
  <message>
   <source>{file} にパスワードの項目があるため、開きません。</source>
   <translation>{file} holds an entry for a password and is therefore not opened.</translation>
  </message>
  <message>
   <source>{file} に収まる大きさ（4 GB、1,677 万件）を超えました。</source>
   <translation>The result is too large for {file} (4 GB or 16.77 million features).</translation>
  </message>
  <message>
   <source>{file} に合言葉（トークンなど）の項目があるため、開きません。</source>
   <translation>{file} holds a secret (a token or the like), so it is not opened.</translation>
  </message>
  <message>
   <source>{file} に含まれるファイルが {count:,} 個あり、多すぎます。</source>
   <translation>{file} holds {count:,} files, which is too many.</translation>
  </message>
  <message>
   <source>{file} に地物がありません。</source>
   <translation>{file} has no features.</translation>
  </message>
  <message>
   <source>{file} に地面の点が見つかりません。</source>
   <translation>No ground points were found in {file}.</translation>
  </message>
  <message>
   <source>{file} に地面（分類 2）の点がありません。</source>
   <translation>{file} has no points of the ground (class 2).</translation>
  </message>
  <message>
   <source>{file} に地面（分類 2）の点がないため、等高線を引けません。</source>
   <translation>{file} has no ground points (class 2), so no contour lines can be drawn.</translation>
  </message>
  <message>
   <source>{file} に座標の列が見つかりません。位置のない表として読みました。住所や地番で地図と結び付けられます。</source>
   <translation>{file} has no columns of coordinates. It was read as a table without places; it can be joined to the map by address or lot number.</translation>
  </message>
  <message>
   <source>{file} に座標系が書かれていないため、点群と同じ {crs} として重ねました。</source>
   <translation>{file} tells no system; it was laid over the scan as {crs}, like the scan.</translation>
  </message>
  <message>
   <source>{file} に必要な列（column,row と east,north か lon,lat）がありません。</source>
   <translation>{file} lacks columns (column,row and east,north or lon,lat).</translation>
  </message>
  <message>
   <source>{file} に指定された分類の点がないため、等高線を引けません。</source>
   <translation>{file} has no points of the given classes, so no contour lines can be drawn.</translation>
  </message>
  <message>
   <source>{file} に文書型宣言（DOCTYPE）があります。安全のため読み込みませんでした。</source>
   <translation>{file} has a DOCTYPE. It was not read, for safety.</translation>
  </message>
  <message>
   <source>{file} に文書型宣言（DOCTYPE）があるため、安全のため読み込みませんでした。</source>
   <translation>{file} declares a document type (DOCTYPE) and was not read, for safety.</translation>
  </message>
  <message>
   <source>{file} に施設番号の列が見つかりません。ある列: {columns}</source>
   <translation>No column with facility numbers was found in {file}. Its columns: {columns}</translation>
  </message>
  <message>
   <source>{file} に書かれたデータベース {database} が、{host} にありません。</source>
   <translation>The database {database} named in {file} does not exist on {host}.</translation>
  </message>
  <message>
   <source>{file} に書かれた利用者が、データベース {database}（{host}）にありません。</source>
   <translation>The user named in {file} does not exist in the database {database} ({host}).</translation>
  </message>
  <message>
   <source>{file} に書かれた文字コード「{declared}」は扱えない名前です。中身から {found} と判断しました。</source>
   <translation>The encoding “{declared}” written in {file} is not known. It was told from the contents: {found}.</translation>
  </message>
  <message>
   <source>{file} に書かれた範囲は、点の範囲と違います。実際の点の範囲を使いました。</source>
   <translation>The extent stated in {file} is not that of its points. The extent of the points was used.</translation>
  </message>
  <message>
   <source>{file} に書かれた表「{relation}」が、データベース {database} にありません。</source>
   <translation>The table “{relation}” named in {file} does not exist in the database {database}.</translation>
  </message>
  <message>
   <source>{file} に標高としてありえない値（{value:g} など）がありました。標高なしとしました。壊れていないか、標高のファイルかを確かめてください。</source>
   <translation>{file} has values that cannot be heights (such as {value:g}). They were taken for no height. Check whether the file is damaged, and whether it is a file of heights.</translation>
  </message>
  <message>
   <source>{file} に標高として読めない行が {count:,} 行ありました。標高なしとして読み込みました。</source>
   <translation>{file} has {count:,} lines that cannot be read as heights. They were read as no height.</translation>
  </message>
  <message>
   <source>{file} に目録 manifest.json がないため、差分を作れません。</source>
   <translation>{file} has no manifest.json, so no changes can be written.</translation>
  </message>
  <message>
   <source>{file} に知らない種類の要素「{name}」が {count:,} 件あり、読み込みませんでした。</source>
   <translation>{file} has {count:,} elements of an unknown kind, “{name}”; they were not read.</translation>
  </message>
  <message>
   <source>{file} に表示できる建物（CityGML 2.0 の Building）がありません。</source>
   <translation>{file} holds no buildings that can be shown (Building of CityGML 2.0).</translation>
  </message>
  <message>
   <source>{file} に記入できませんでした。</source>
   <translation>{file} could not be written.</translation>
  </message>
  <message>
   <source>{file} に面がありません。</source>
   <translation>There is no area in {file}.</translation>
  </message>
  <message>
   <source>{file} の east,north がどの座標系か分かりません。</source>
   <translation>It is not known in which system east,north of {file} are.</translation>
  </message>
  <message>
   <source>{file} の stops.txt に、停留所が 1 件もありません。</source>
   <translation>stops.txt in {file} holds no stop.</translation>
  </message>
  <message>
   <source>{file} の {count:,} 件には座標がありません。位置のない行として残しました。</source>
   <translation>{count:,} rows of {file} have no coordinates. They were kept as rows without a place.</translation>
  </message>
  <message>
   <source>{file} の {count:,} 件は、{other} に同じ住所・地番が一つに決まらないため（最初は {line:,} 行目「{example}」）、位置のない行として残しました。</source>
   <translation>{count:,} rows of {file} name no single address or lot number in {other} (the first is “{example}” in line {line:,}). They were kept as rows without a place.</translation>
  </message>
  <message>
   <source>{file} の {count:,} 件は、座標が日本の外か読めない値です（最初は {line:,} 行目「{example}」）。位置のない行として残しました。</source>
   <translation>{count:,} rows of {file} have coordinates outside Japan or that cannot be read (the first in line {line:,}: “{example}”). They were kept as rows without a place.</translation>
  </message>
  <message>
   <source>{file} の {count:,} 件は形を読めない種類のため、属性だけを読み込みました。</source>
   <translation>{count:,} features of {file} are of a kind whose shapes cannot be read; only their attributes were read.</translation>
  </message>
  <message>
   <source>{file} の {count:,} 件は記録の形をしていないので、読みませんでした。</source>
   <translation>{count:,} entries of {file} are no records and were not read.</translation>
  </message>
  <message>
   <source>{file} の {count:,} 件を、列「{column}」と {other} の「{key}」が一致する場所に置きました（うち {upper:,} 件は町・街区まで）。</source>
   <translation>{count:,} rows of {file} were placed where their column “{column}” is the same as “{key}” in {other} ({upper:,} of them down to the town or block only).</translation>
  </message>
  <message>
   <source>{file} の {count:,} 枚のシートは、表でないか隠されているので読みませんでした: {sheets}</source>
   <translation>{count:,} sheets of {file} are no tables or hidden and were not read: {sheets}</translation>
  </message>
  <message>
   <source>{file} の {count:,} 点のうち、一部を先に表示しています。すべての点は、準備ができしだい表示します（準備のあいだ、ディスクを {need} ほど使います）。</source>
   <translation>Some of the {count:,} points of {file} are shown first. All of them are shown as soon as they are prepared (which takes about {need} on disk meanwhile).</translation>
  </message>
  <message>
   <source>{file} の {count:,} 点は、座標がないため除きました。</source>
   <translation>{count:,} points of {file} have no coordinates and were left out.</translation>
  </message>
  <message>
   <source>{file} の {count:,} 点は、測れなかった点と記録されているため除きました。</source>
   <translation>{count:,} points of {file} are recorded as not measured and were left out.</translation>
  </message>
  <message>
   <source>{file} の {count:,} 行は、ほかの行より列が少なくなっています（最初は {line:,} 行目）。足りない列は空として読みました。</source>
   <translation>{count:,} lines of {file} have fewer columns than the others (the first: line {line:,}). What is missing was read as empty.</translation>
  </message>
  <message>
   <source>{file} の {count:,} 行は、列の数が見出しと合わないため読めませんでした（最初は「{example}」）。</source>
   <translation>{count:,} lines of {file} could not be read: they have another number of columns than the header (the first: “{example}”).</translation>
  </message>
  <message>
   <source>{file} の {count:,} 行は、引用符（"）の対応がおかしくなっています（最初は {line:,} 行目）。その行だけで区切って読みました。</source>
   <translation>{count:,} lines of {file} have quotation marks (") that do not match (the first: line {line:,}). They were read each on its own.</translation>
  </message>
  <message>
   <source>{file} の {count:,} 行は、数字として読めないため除きました。</source>
   <translation>{count:,} lines of {file} are no numbers and were left out.</translation>
  </message>
  <message>
   <source>{file} の {count:,} 行は、日付が読めないため使っていません。</source>
   <translation>{count:,} lines of {file} are not used: their dates cannot be read.</translation>
  </message>
  <message>
   <source>{file} の {count:,} 行は、見出しより列が多くなっています（最初は {line:,} 行目）。はみ出した値は名前のない列に入れました。</source>
   <translation>{count:,} lines of {file} have more columns than the headings (the first: line {line:,}). What is too much went into columns without a name.</translation>
  </message>
  <message>
   <source>{file} の {count} か所は、基準の水位が低い順になっていません（例: {example}）。元の資料を確かめてください。</source>
   <translation>The thresholds of {count} stations of {file} do not rise (such as {example}). Check the original papers.</translation>
  </message>
  <message>
   <source>{file} の {count} か所は座標がないか日本の外のため、地図に表示できません（例: {example}）。</source>
   <translation>{count} stations of {file} have no coordinates or lie outside Japan and cannot be shown on the map (such as {example}).</translation>
  </message>
  <message>
   <source>{file} の {count} 件は単位「{example}」が水位の単位ではないため、値を未確認としました。</source>
   <translation>The unit “{example}” of {count} rows of {file} is none of a water level, so the values count as not known.</translation>
  </message>
  <message>
   <source>{file} の {count} 件は単位が書かれていないため、メートルとして読みました。</source>
   <translation>{count} rows of {file} name no unit; they were read as metres.</translation>
  </message>
  <message>
   <source>{file} の {count} 件は水位の値がないため、未確認としました（例: {example}）。</source>
   <translation>{count} rows of {file} have no value and count as not known (such as {example}).</translation>
  </message>
  <message>
   <source>{file} の {count} 件は観測日時が分かりません（例: {example}）。</source>
   <translation>Nobody knows when {count} rows of {file} were observed (such as {example}).</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目から始まる地物が大きすぎるため、そこで読み込みを止めました。</source>
   <translation>The feature that begins in line {line:,} of {file} is too large; reading stopped there.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目で XML のタグが正しく閉じていません。この地物（{id}）を除いて読み込みました（建物 {buildings:,} 棟）。</source>
   <translation>In line {line:,} of {file} an XML tag is not closed properly. Everything but that feature ({id}) was read ({buildings:,} buildings).</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目でファイルが終わった後にも建物が {buildings:,} 棟書かれています。その部分は読み込みませんでした。</source>
   <translation>After the end of the file in line {line:,} of {file} another {buildings:,} buildings are written. That part was not read.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに 1 cm より短い辺のある面が {count:,} 件ありました。そのまま表示します。</source>
   <translation>{file}, line {line:,} and others: {count:,} surfaces have an edge shorter than 1 cm. They are shown as they are.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに、ひな形の形（ImplicitGeometry）がファイルの中にない地物が {count:,} 件ありました。位置だけを点で表示します。</source>
   <translation>From line {line:,} of {file} on, {count:,} features refer to a template shape (ImplicitGeometry) that is not in the file. Only their places are shown, as points.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに、ほかと同じ gml:id（{id}）が {count:,} 件ありました。参照は最初のものを指すとみなします。</source>
   <translation>{file}, line {line:,} and others: {count:,} gml:ids are used before ({id}). References are taken to mean the first.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに、ほかの建物と同じ場所・同じ大きさの建物が {count:,} 棟ありました。どちらも表示します。</source>
   <translation>{file}, line {line:,} and others: {count:,} buildings have the place and size of another one. Both are shown.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに、ファイル名のメッシュの外にある建物が {count:,} 棟ありました。</source>
   <translation>{file}, line {line:,} and others: {count:,} buildings lie outside the mesh of the file name.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに、三角形でない地形（点・線・画像）が {count:,} 件ありました。地形に使っていません。</source>
   <translation>From line {line:,} of {file} on, {count:,} pieces of terrain are no triangles (points, lines, pictures). They were not used.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに、上から見て面積のない三角形が {count:,} 件ありました。除きました。</source>
   <translation>From line {line:,} of {file} on, {count:,} triangles have no area seen from above. They were left out.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに、参照先が見つからない面が {count:,} 件ありました。その面は表示していません。</source>
   <translation>{file}, line {line:,} and others: {count:,} surfaces refer to something that is not there. They are not shown.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに、壊れていて読めない三角形が {count:,} 件ありました。除きました。</source>
   <translation>From line {line:,} of {file} on, {count:,} triangles are broken and cannot be read. They were left out.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに、日本の範囲にない座標や数値でない座標の三角形が {count:,} 件ありました。除きました。</source>
   <translation>From line {line:,} of {file} on, {count:,} triangles have coordinates outside Japan or that are no numbers. They were left out.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに、離れた複数の立体からなる建物が {count:,} 件ありました。そのまま表示します。</source>
   <translation>{file}, line {line:,} and others: {count:,} buildings consist of separate solids. They are shown as they are.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに、頂点が 3 つでない三角形や穴のある三角形が {count:,} 件ありました。除きました。</source>
   <translation>From line {line:,} of {file} on, {count:,} triangles have not three corners, or holes. They were left out.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに一部の面の表裏が逆の建物が {count:,} 件ありました。そのまま表示します。</source>
   <translation>{file}, line {line:,} and others: {count:,} buildings have some surfaces turned inside out. They are shown as they are.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに全部の面の表裏が逆の建物が {count:,} 件ありました。そのまま表示します。</source>
   <translation>{file}, line {line:,} and others: {count:,} buildings have all surfaces turned inside out. They are shown as they are.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに別のファイルへの参照が {count:,} 件あります。その形は表示していません。</source>
   <translation>{file}, line {line:,} and others: {count:,} references lead to another file. Those shapes are not shown.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに同じ点が続く輪郭が {count:,} 件ありました。重なりを除いて読み込みました。</source>
   <translation>{file}, line {line:,} and others: {count:,} outlines repeat a point. They were read without the repetition.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに宣言のない接頭辞「{prefix}:」があります。そのまま読み込みました。</source>
   <translation>{file}, line {line:,} and others: the prefix "{prefix}:" is not declared. It was read as it stands.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに平らでない面（3 cm を超えるずれ）が {count:,} 件ありました。そのまま表示します。</source>
   <translation>{file}, line {line:,} and others: {count:,} surfaces are not plane (off by more than 3 cm). They are shown as they are.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに座標が空の面が {count:,} 件ありました。その面を除きました。</source>
   <translation>{file}, line {line:,} and others: {count:,} surfaces have no coordinates. They were left out.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに座標の数が 3 の倍数でない面が {count:,} 件ありました。余った数を除いて読み込みました。</source>
   <translation>{file}, line {line:,} and others: {count:,} surfaces have a number of coordinates that is no multiple of 3. They were read without the rest.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに形のない建物が {count:,} 棟ありました。属性だけを読み込みました。</source>
   <translation>{file}, line {line:,} and others: {count:,} buildings have no shape. Only their attributes were read.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに数値でない座標を含む面が {count:,} 件ありました。その点を除きました。</source>
   <translation>{file}, line {line:,} and others: {count:,} surfaces have coordinates that are no numbers. Those points were left out.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに日本の範囲にない座標の形が {count:,} 件ありました。除きました。</source>
   <translation>From line {line:,} of {file} on, {count:,} shapes have coordinates outside Japan. They were left out.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに日本の範囲にない座標の面が {count:,} 件ありました。除きました。</source>
   <translation>{file}, line {line:,} and others: {count:,} surfaces have coordinates outside Japan. They were left out.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに点が多すぎて表示できない面が {count:,} 件ありました。除いて表示します。</source>
   <translation>{file}, line {line:,} and others: {count:,} surfaces have too many points to be shown. They are left out.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに穴が外周に接して面を分ける面が {count:,} 件ありました。</source>
   <translation>{file}, line {line:,} and others: in {count:,} surfaces a hole touches the outline and parts the surface.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに穴が外周の外にある面が {count:,} 件ありました。</source>
   <translation>{file}, line {line:,} and others: in {count:,} surfaces a hole lies outside the outline.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに穴どうしが重なる面が {count:,} 件ありました。</source>
   <translation>{file}, line {line:,} and others: in {count:,} surfaces holes overlap.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに立体が閉じていない建物が {count:,} 件ありました。そのまま表示します。</source>
   <translation>{file}, line {line:,} and others: {count:,} buildings have solids that are not closed. They are shown as they are.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに線や点にならない座標が {count:,} 件ありました。除きました。</source>
   <translation>From line {line:,} of {file} on, {count:,} coordinates make no line or point. They were left out.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに輪郭が交差する面が {count:,} 件ありました。できる範囲で表示します。</source>
   <translation>{file}, line {line:,} and others: {count:,} surfaces have an outline that crosses itself. They are shown as far as possible.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに閉じていない輪郭が {count:,} 件ありました。閉じて読み込みました。</source>
   <translation>{file}, line {line:,} and others: {count:,} outlines were not closed. They were closed on reading.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに面でない形（点・線など）が {count:,} 件ありました。その形は表示していません。</source>
   <translation>{file}, line {line:,} and others: {count:,} shapes are no surfaces (points, lines and the like). They are not shown.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに面にならない輪郭（異なる点が 3 つ未満）が {count:,} 件ありました。除きました。</source>
   <translation>{file}, line {line:,} and others: {count:,} outlines have fewer than 3 different points. They were left out.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに面積のない面が {count:,} 件ありました。除いて表示します。</source>
   <translation>{file}, line {line:,} and others: {count:,} surfaces have no area. They are not shown.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目に文字コードの合わない文字があります。その文字を「�」に置き換えて読み込みました。</source>
   <translation>In line {line:,} of {file} some letters do not fit the encoding. They were replaced by "�".</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目に文書型宣言（DOCTYPE）があります。安全のため、そこから先を読み込みませんでした。</source>
   <translation>In line {line:,} of {file} there is a document type declaration (DOCTYPE). For safety nothing after it was read.</translation>
  </message>
  <message>
   <source>{file} の {line} 行目の {column} が数ではありません（{text}）。</source>
   <translation>{column} in line {line} of {file} is no number ({text}).</translation>
  </message>
  <message>
   <source>{file} の「{first}」から「{last}」までの {number:,} 列は時間を表すため、縦に並べ直しました（{before:,} 行が {after:,} 行、値のない {empty:,} 個のセルは行にしていません）。</source>
   <translation>The {number:,} columns from “{first}” to “{last}” of {file} are times and were turned into rows ({before:,} rows became {after:,}; {empty:,} cells without a value became none).</translation>
  </message>
  <message>
   <source>{file} の「{layer}」に形のない地物が {count:,} 件あります。表にだけ表示します。</source>
   <translation>“{layer}” of {file} has {count:,} features without a shape. They are shown only in the table.</translation>
  </message>
  <message>
   <source>{file} の「{layer}」に読みにくい所がありました（{count:,} 件、例: {detail}）。</source>
   <translation>“{layer}” of {file} has places that are hard to read ({count:,}, such as {detail}).</translation>
  </message>
  <message>
   <source>{file} の「{y}」と「{x}」は、値から見て緯度と経度が逆です。入れ替えて読みました。</source>
   <translation>By their values “{y}” and “{x}” of {file} are latitude and longitude the wrong way round. They were swapped.</translation>
  </message>
  <message>
   <source>{file} の「{y}」を北、「{x}」を東の座標として読みました（測量の X は北です）。位置が違うときは、取り込みの設定で列を選び直してください。</source>
   <translation>“{y}” of {file} was read as north and “{x}” as east (in surveying X is north). If the place is wrong, choose the columns again in the import settings.</translation>
  </message>
  <message>
   <source>{file} のコードリストの指定（{space}）がデータのフォルダの外を指しているため、そのファイルは読まず、標準のコード表で読み替えました。</source>
   <translation>A code list of {file} ({space}) points outside the folder of the data. It was not read; the standard codes were used.</translation>
  </message>
  <message>
   <source>{file} のタイルの範囲（boundingVolume）が中身よりずっと大きくなっています（{detail}）。</source>
   <translation>The bounds of a tile (boundingVolume) in {file} are far larger than its content ({detail}).</translation>
  </message>
  <message>
   <source>{file} のデータベース {database} には、形のある表が {count:,} あります。</source>
   <translation>The database {database} of {file} has {count:,} tables with shapes.</translation>
  </message>
  <message>
   <source>{file} のデータベース {database}（{host}）との接続が、読み込みの途中で切れました。</source>
   <translation>The connection to the database {database} ({host}) of {file} broke while reading.</translation>
  </message>
  <message>
   <source>{file} のデータベース {database}（{host}）に接続するには、パスワードが必要です。</source>
   <translation>A password is needed to connect to the database {database} ({host}) of {file}.</translation>
  </message>
  <message>
   <source>{file} のデータベース {database}（{host}）に接続できません。</source>
   <translation>Cannot connect to the database {database} ({host}) of {file}.</translation>
  </message>
  <message>
   <source>{file} のデータベース {database}（{host}）に接続できません。利用者名かパスワードが違います。</source>
   <translation>Cannot connect to the database {database} ({host}) of {file}: the user name or the password is wrong.</translation>
  </message>
  <message>
   <source>{file} のブローカー {host} が {code} を返しました。</source>
   <translation>The broker {host} of {file} answered {code}.</translation>
  </message>
  <message>
   <source>{file} のブローカー {host} が答えません（{reason}）。</source>
   <translation>The broker {host} of {file} does not answer ({reason}).</translation>
  </message>
  <message>
   <source>{file} のブローカー {host} に、{type} が {count:,} 件より多くあります。</source>
   <translation>The broker {host} of {file} has more than {count:,} {type}.</translation>
  </message>
  <message>
   <source>{file} のブローカー {host} の答えが NGSI の形ではありません。</source>
   <translation>What the broker {host} of {file} answered is no NGSI.</translation>
  </message>
  <message>
   <source>{file} のブローカーに、types に書かれた種類のものがひとつもありません。</source>
   <translation>The broker of {file} has nothing of the kinds in types.</translation>
  </message>
  <message>
   <source>{file} の中に CityGML（.gml）が見つかりません。</source>
   <translation>No CityGML (.gml) was found in {file}.</translation>
  </message>
  <message>
   <source>{file} の中に、GTFS の stops.txt が見つかりません。</source>
   <translation>There is no stops.txt of GTFS in {file}.</translation>
  </message>
  <message>
   <source>{file} の中に「{layer}」がありません。</source>
   <translation>"{layer}" is not in {file}.</translation>
  </message>
  <message>
   <source>{file} の中に地形（標高）のデータが見つかりません。</source>
   <translation>{file} holds no terrain (heights).</translation>
  </message>
  <message>
   <source>{file} の中に点群（LAS・LAZ・PLY・E57・XYZ・PTS）がありません。</source>
   <translation>There is no point cloud (LAS, LAZ, PLY, E57, XYZ, PTS) in {file}.</translation>
  </message>
  <message>
   <source>{file} の中に読み込める CityGML がありません。{reason}</source>
   <translation>{file} holds no CityGML that can be read. {reason}</translation>
  </message>
  <message>
   <source>{file} の中のファイルを 1 つも読み込めませんでした。最初の理由: {reason}</source>
   <translation>None of the files in {file} could be read. The first reason: {reason}</translation>
  </message>
  <message>
   <source>{file} の中の点群が {count:,} 個あり、多すぎます。</source>
   <translation>{file} holds {count:,} point clouds, which is too many.</translation>
  </message>
  <message>
   <source>{file} の中の面が {count} 個あります。敷地の面を一つだけにしてください。</source>
   <translation>{file} holds {count} areas. Leave only that of the lot.</translation>
  </message>
  <message>
   <source>{file} の中身がタイルの範囲（boundingVolume）からはみ出しています（{detail}）。</source>
   <translation>Content of {file} reaches beyond the bounds of its tile (boundingVolume) ({detail}).</translation>
  </message>
  <message>
   <source>{file} の住所・地番を照らし合わせるデータ {other} が見つかりません。位置のない表として読みました。</source>
   <translation>The data {other} with the addresses or lot numbers of {file} cannot be found. It was read as a table without places.</translation>
  </message>
  <message>
   <source>{file} の値（{kind}）は画像として表示できません。</source>
   <translation>The values of {file} ({kind}) cannot be shown as a picture.</translation>
  </message>
  <message>
   <source>{file} の内容がデータベースの接続設定として正しくありません（{fault}）。</source>
   <translation>{file} does not describe a database connection correctly ({fault}).</translation>
  </message>
  <message>
   <source>{file} の内容がブローカーの接続設定として正しくありません（{fault}）。</source>
   <translation>{file} is not a valid description of a broker ({fault}).</translation>
  </message>
  <message>
   <source>{file} の内容が地図サービスの設定として正しくありません（{fault}）。</source>
   <translation>{file} does not describe a map service correctly ({fault}).</translation>
  </message>
  <message>
   <source>{file} の列「{columns}」を合わせて、列「{column}」を作りました（{count:,} 件）。</source>
   <translation>The columns “{columns}” of {file} were joined into the column “{column}” ({count:,} rows).</translation>
  </message>
  <message>
   <source>{file} の列「{column}」の {count:,} 件は年として読めません（例「{example}」、{line:,} 行目）。元の書き方は列「{original}」にあります。</source>
   <translation>{count:,} values of the column “{column}” of {file} cannot be read as a year (such as “{example}” in line {line:,}). They stand as written in the column “{original}”.</translation>
  </message>
  <message>
   <source>{file} の列「{column}」の {count:,} 件は数値として読めません（例「{example}」、{line:,} 行目）。元の書き方は列「{original}」にあります。</source>
   <translation>{count:,} values of the column “{column}” of {file} cannot be read as a number (such as “{example}” in line {line:,}). They stand as written in the column “{original}”.</translation>
  </message>
  <message>
   <source>{file} の列「{column}」の {count:,} 件は日付として読めません（例「{example}」、{line:,} 行目）。元の書き方は列「{original}」にあります。</source>
   <translation>{count:,} values of the column “{column}” of {file} cannot be read as a date (such as “{example}” in line {line:,}). They stand as written in the column “{original}”.</translation>
  </message>
  <message>
   <source>{file} の列「{column}」は時間を表します（{first} から {last} まで）。</source>
   <translation>The column “{column}” of {file} tells the time (from {first} to {last}).</translation>
  </message>
  <message>
   <source>{file} の列「{column}」を地域メッシュ（JIS X 0410）の区画として読みました（{count:,} 件）。</source>
   <translation>The column “{column}” of {file} was read as grid squares (JIS X 0410), {count:,} rows.</translation>
  </message>
  <message>
   <source>{file} の列「{x}」を東西、「{y}」を南北の位置として読みました（{count:,} 件）。</source>
   <translation>The column “{x}” of {file} was read as east-west and “{y}” as north-south ({count:,} rows).</translation>
  </message>
  <message>
   <source>{file} の地図には、筆も図郭もありません。</source>
   <translation>The map {file} has neither lots nor a map sheet.</translation>
  </message>
  <message>
   <source>{file} の地物の番号が属性の表と合いません（{detail}）。</source>
   <translation>Ids of features in {file} do not agree with the table of attributes ({detail}).</translation>
  </message>
  <message>
   <source>{file} の属性の表が壊れています（{detail}）。</source>
   <translation>The table of attributes in {file} is damaged ({detail}).</translation>
  </message>
  <message>
   <source>{file} の幾何誤差（geometricError）が親のタイルより大きくなっています（{detail}）。</source>
   <translation>A geometric error (geometricError) in {file} is larger than that of the parent tile ({detail}).</translation>
  </message>
  <message>
   <source>{file} の座標はメートルの値ですが、平面直角座標系の何系か書かれていません。系を確かめてください。</source>
   <translation>The coordinates of {file} are metres, but it does not say in which plane rectangular zone. Check the zone.</translation>
  </message>
  <message>
   <source>{file} の座標系から平面直角座標系へ正しく変換できません。</source>
   <translation>There is no sound way from the coordinate system of {file} to the plane rectangular system.</translation>
  </message>
  <message>
   <source>{file} の座標系が分からないため、正しい位置に置けません。</source>
   <translation>The coordinate system of {file} is not known, so it cannot be placed.</translation>
  </message>
  <message>
   <source>{file} の座標系の指定（{srs}）が正しくありません。値から緯度・経度（EPSG:6697）とみなしました。</source>
   <translation>The coordinate system of {file} ({srs}) is not valid. From its values it was taken for latitude and longitude (EPSG:6697).</translation>
  </message>
  <message>
   <source>{file} の座標系は {srs} と書かれていますが、EPSG:6697 とみなして読み込みました。位置が数 m ずれることがあります。</source>
   <translation>The coordinate system of {file} is given as {srs}; it was read as EPSG:6697. Places may be off by some metres.</translation>
  </message>
  <message>
   <source>{file} の座標系を {crs} と判断しました。{reason}位置が合っているか確かめてください。</source>
   <translation>The coordinate system of {file} was taken to be {crs}. {reason} Check whether it lies where it should.</translation>
  </message>
  <message>
   <source>{file} の座標系（{srs}）を判断できないため、形を表示できません。属性だけを読み込みました。</source>
   <translation>The coordinate system of {file} ({srs}) could not be made out, so shapes cannot be shown. Only attributes were read.</translation>
  </message>
  <message>
   <source>{file} の建物に貼る画像が {count:,} 枚見つかりません（例: {uri}）。無地で表示します。</source>
   <translation>{count:,} pictures for buildings of {file} were not found (such as {uri}). Plain colours are shown.</translation>
  </message>
  <message>
   <source>{file} の形式では点群を書き出せません。</source>
   <translation>A point cloud cannot be written in the format of {file}.</translation>
  </message>
  <message>
   <source>{file} の形式では等高線を書き出せません。</source>
   <translation>Contour lines cannot be written in the format of {file}.</translation>
  </message>
  <message>
   <source>{file} の拡張子では書き出す形式が決まりません。</source>
   <translation>The ending of {file} does not tell in which format to write.</translation>
  </message>
  <message>
   <source>{file} の接続先 {host} という名前のコンピューターが見つかりません。</source>
   <translation>There is no computer named {host}, to which {file} leads.</translation>
  </message>
  <message>
   <source>{file} の接続先 {host} のポート {port} で、データベースが動いていません。</source>
   <translation>No database is running on port {port} of {host}, to which {file} leads.</translation>
  </message>
  <message>
   <source>{file} の接続先 {host} の証明書を確かめられないため、接続しません。</source>
   <translation>The certificate of {host}, to which {file} leads, cannot be verified; no connection is made.</translation>
  </message>
  <message>
   <source>{file} の接続先 {host} は、この PC では許可されていません。</source>
   <translation>{file} asks {host}, which is not allowed on this PC.</translation>
  </message>
  <message>
   <source>{file} の接続先 {host} は通信の暗号化（TLS）に対応していないため、接続しません。</source>
   <translation>{host}, to which {file} leads, does not offer encryption (TLS); no connection is made.</translation>
  </message>
  <message>
   <source>{file} の接続先 {host}（ポート {port}）から返事がありません。</source>
   <translation>{host} (port {port}), to which {file} leads, does not answer.</translation>
  </message>
  <message>
   <source>{file} の敷地の線が交わっています（{place} の付近）。</source>
   <translation>Lines of the lot in {file} cross (near {place}).</translation>
  </message>
  <message>
   <source>{file} の文字コードの指定（{encoding}）は扱えないため、UTF-8 とみなして読み込みました。</source>
   <translation>The encoding of {file} ({encoding}) cannot be handled; it was read as UTF-8.</translation>
  </message>
  <message>
   <source>{file} の文字コードは {declared} と書かれていますが、中身は {found} です。{found} として読みました。</source>
   <translation>{file} says its encoding is {declared}, but its contents are {found}. It was read as {found}.</translation>
  </message>
  <message>
   <source>{file} の文字コードをはっきり決められません。{found} として読みました（例「{example}」）。文字化けしているときは、レイヤのメニュー「文字が正しくないとき…」で選び直してください。</source>
   <translation>The encoding of {file} is not certain. It was read as {found} (such as “{example}”). If the text is garbled, choose “Garbled text…” in the menu of the layer.</translation>
  </message>
  <message>
   <source>{file} の最後の行に改行がありません。ファイルが途中で切れていないか確かめてください。</source>
   <translation>The last line of {file} has no line end. Check whether the file is cut off.</translation>
  </message>
  <message>
   <source>{file} の楕円体高を、ジオイド・モデル {geoid} で標高に直しました（{least:.1f} ～ {most:.1f} m 下げました）。</source>
   <translation>The ellipsoidal heights of {file} were turned into heights above sea level with the geoid model {geoid} (lowered by {least:.1f} to {most:.1f} m).</translation>
  </message>
  <message>
   <source>{file} の標高の基準は未確認です。楕円体高（衛星測位のままの高さ）の点群では、地面が 30～40 m ほど高くなります。</source>
   <translation>What the heights of {file} are measured above is unconfirmed. With ellipsoidal heights (as satellites give them) the ground lies some 30 to 40 m too high.</translation>
  </message>
  <message>
   <source>{file} の標高の数が格子の大きさより {count:,} 個多いため、余りを除きました。</source>
   <translation>{file} has {count:,} heights more than its grid holds; the rest was left out.</translation>
  </message>
  <message>
   <source>{file} の測地系からの変換は粗いため、位置が数 m から十数 m ずれることがあります。</source>
   <translation>The way from the datum of {file} is coarse; places may be some metres to over ten metres off.</translation>
  </message>
  <message>
   <source>{file} の点は互いに離れすぎているため、読み込めません。</source>
   <translation>The points of {file} lie too far apart to be read.</translation>
  </message>
  <message>
   <source>{file} の点を読み取れません。壊れているか、途中で切れているか、知らない圧縮です。</source>
   <translation>The points of {file} cannot be read: it is damaged, cut off, or compressed in an unknown way.</translation>
  </message>
  <message>
   <source>{file} の点群は {count} 種類（座標系や点の形式）に分かれています。</source>
   <translation>The point clouds in {file} are of {count} kinds (systems or point formats).</translation>
  </message>
  <message>
   <source>{file} の点群は {count} 種類（座標系や点の形式）に分かれるため、一つのファイルにできません。</source>
   <translation>The point clouds in {file} are of {count} kinds (systems or point formats) and cannot become one file.</translation>
  </message>
  <message>
   <source>{file} の画像の参照（{uri}）はデータのフォルダの外を指すため、読み込みませんでした。</source>
   <translation>A picture reference of {file} ({uri}) points outside the folder of the data and was not read.</translation>
  </message>
  <message>
   <source>{file} の範囲が広すぎるため、{cell:g} m の格子では読み込めません。</source>
   <translation>The area of {file} is too large to be read in a grid of {cell:g} m.</translation>
  </message>
  <message>
   <source>{file} の約 {share} % は壊れていて読めないため、その部分は表示されません。</source>
   <translation>About {share} % of {file} is damaged and cannot be read; those parts are not shown.</translation>
  </message>
  <message>
   <source>{file} の線が一本につながりません（{count} 本）。</source>
   <translation>The lines of {file} do not join to one ({count} lines).</translation>
  </message>
  <message>
   <source>{file} の縮小画像を作れなかったため、広い範囲は粗く表示します（{reason}）。</source>
   <translation>No smaller copies of {file} could be made, so wide views are coarse ({reason}).</translation>
  </message>
  <message>
   <source>{file} の読み込みが途中で止まりました（メモリ不足のおそれがあります）。</source>
   <translation>Reading of {file} stopped half-way (perhaps for lack of memory).</translation>
  </message>
  <message>
   <source>{file} の読み込みが進まなくなったため、打ち切りました。</source>
   <translation>Reading {file} got stuck and was given up.</translation>
  </message>
  <message>
   <source>{file} の長さの単位「{unit}」は扱えません。</source>
   <translation>The unit of length “{unit}” of {file} cannot be used.</translation>
  </message>
  <message>
   <source>{file} の面「{name}」では、{count:,} 個の三角形が、ない点を指しているか三角形でないため使いません。</source>
   <translation>Of surface “{name}” of {file}, {count:,} faces name points that are missing or are no triangles, and are left out.</translation>
  </message>
  <message>
   <source>{file} の面「{name}」では、点の座標が {count:,} 個読めません。</source>
   <translation>Of surface “{name}” of {file}, the coordinates of {count:,} points cannot be read.</translation>
  </message>
  <message>
   <source>{file} の面には、天端・法面・小段のどれかを書いた列がありません（{count} 件）。</source>
   <translation>No column of the areas of {file} says crown, slope or berm in Japanese ({count} areas).</translation>
  </message>
  <message>
   <source>{file} の高さが楕円体高としてあり得ません（{detail}）。ジオイド高が足されていない恐れがあります。</source>
   <translation>Heights in {file} cannot be ellipsoidal heights ({detail}). The geoid may not have been added.</translation>
  </message>
  <message>
   <source>{file} の高さは楕円体高です。ジオイド・モデルがないため、標高に直していません（30～40 m ほど高い値です）。国土地理院のジオイド・モデル（JPGEO2024・GSIGEO2011）を補正ファイルのフォルダーに置き、もう一度読み込んでください。</source>
   <translation>The heights of {file} are ellipsoidal. Without a geoid model they were not turned into heights above sea level (they are some 30 to 40 m higher). Put GSI's geoid model (JPGEO2024, GSIGEO2011) into the folder of correction files and import again.</translation>
  </message>
  <message>
   <source>{file} は 3D Tiles 1.1 の決まりに合いません（{detail}）。</source>
   <translation>{file} breaks a rule of 3D Tiles 1.1 ({detail}).</translation>
  </message>
  <message>
   <source>{file} は CityGML 3.0（PLATEAU 6）形式です。建物 {count:,} 棟を数えましたが、この版ではまだ表示できません。CityGML 2.0 形式のデータを使ってください。</source>
   <translation>{file} is CityGML 3.0 (PLATEAU 6). It holds {count:,} buildings, which this version cannot show yet. Use data in CityGML 2.0.</translation>
  </message>
  <message>
   <source>{file} は CityGML ではありません（CityModel 要素がありません）。</source>
   <translation>{file} is not CityGML (it has no CityModel element).</translation>
  </message>
  <message>
   <source>{file} は DOCTYPE を含むため、安全のため読み込みません。</source>
   <translation>{file} has a DOCTYPE and is not read, for safety.</translation>
  </message>
  <message>
   <source>{file} は E57 として読めません。壊れているか、途中で切れています。</source>
   <translation>{file} cannot be read as E57. It is damaged or cut off.</translation>
  </message>
  <message>
   <source>{file} は Ed25519 の鍵として読めません。</source>
   <translation>{file} cannot be read as an Ed25519 key.</translation>
  </message>
  <message>
   <source>{file} は GeoParquet として読めません。</source>
   <translation>{file} cannot be read as GeoParquet.</translation>
  </message>
  <message>
   <source>{file} は LandXML ではないか、三角網（TIN）の面がありません。</source>
   <translation>{file} is no LandXML, or holds no surface of triangles (TIN).</translation>
  </message>
  <message>
   <source>{file} は PLY として読めません。壊れているか、途中で切れています。</source>
   <translation>{file} cannot be read as PLY. It is damaged or cut off.</translation>
  </message>
  <message>
   <source>{file} は UTF-8 ではなく {encoding} で書かれています。{encoding} として読みました。</source>
   <translation>{file} is not written in UTF-8 but in {encoding}, and was read as {encoding}.</translation>
  </message>
  <message>
   <source>{file} は glTF 2.0 の決まりに合いません（{detail}）。</source>
   <translation>{file} breaks a rule of glTF 2.0 ({detail}).</translation>
  </message>
  <message>
   <source>{file} は zip として開けませんでした。</source>
   <translation>{file} could not be opened as a zip.</translation>
  </message>
  <message>
   <source>{file} は zip の中で壊れているか、扱えない方法で圧縮されています。</source>
   <translation>{file} is damaged inside the zip, or compressed in a way that cannot be handled.</translation>
  </message>
  <message>
   <source>{file} は zip の中に入れるには大きすぎるため、読み込みませんでした。先に展開してください。</source>
   <translation>{file} is too large to be in a zip and was not read. Unpack it first.</translation>
  </message>
  <message>
   <source>{file} は zip の中の zip のさらに中にあるため、読み込みませんでした。先に展開してください。</source>
   <translation>{file} lies in a zip within a zip within a zip and was not read. Unpack it first.</translation>
  </message>
  <message>
   <source>{file} は zip ファイルとして読めません。途中で切れているか、壊れています。</source>
   <translation>{file} cannot be read as a zip. It is cut short or damaged.</translation>
  </message>
  <message>
   <source>{file} は {count:,} 行あります。表計算ソフトで見られるのは {most:,} 行までです。絞り込んでから書き出してください。</source>
   <translation>{file} has {count:,} rows. Spreadsheets show at most {most:,}. Filter first, then write.</translation>
  </message>
  <message>
   <source>{file} は {crs} で、点群の {wanted} と違う平面直角座標系にあります。</source>
   <translation>{file} is in {crs}, another plane rectangular system than the scan's {wanted}.</translation>
  </message>
  <message>
   <source>{file} は {line:,} 行目で途切れています。そこまでの地物を読み込みました（途中の建物 {buildings:,} 棟は除きました）。ファイルをもう一度受け取り直してください。</source>
   <translation>{file} breaks off in line {line:,}. The features up to there were read ({buildings:,} unfinished buildings were left out). Get the file once more.</translation>
  </message>
  <message>
   <source>{file} は {moment} に読み込んだ内容です。その後データベースが変わったかどうかは未確認です。</source>
   <translation>{file} is shown as it was read at {moment}. Whether the database changed since is not known.</translation>
  </message>
  <message>
   <source>{file} は {moment} までの値です。その後の値はブローカーに問い合わせていません。</source>
   <translation>{file} holds values until {moment}. The broker was not asked for later ones.</translation>
  </message>
  <message>
   <source>{file} は {width} × {height} 画素あり、大きすぎます。</source>
   <translation>{file} has {width} × {height} pixels, which is too large.</translation>
  </message>
  <message>
   <source>{file} は、{whole} に付属するファイルです。これだけでは読み込めません。</source>
   <translation>{file} is a part of {whole} and cannot be read by itself.</translation>
  </message>
  <message>
   <source>{file} は、このプログラムの知らない形式の点群です（点の形式 {format}）。</source>
   <translation>{file} is a point cloud of a kind this program does not know (point format {format}).</translation>
  </message>
  <message>
   <source>{file} は、前回の公開の記録ではないか、壊れています。</source>
   <translation>{file} is no record of a last publication, or is damaged.</translation>
  </message>
  <message>
   <source>{file} は、小数点にコンマ（,）を使っています（例: {example}）。</source>
   <translation>{file} has commas as decimal points (for example {example}).</translation>
  </message>
  <message>
   <source>{file} は、展開すると異常に大きくなるファイルです。安全のため読み込みません。</source>
   <translation>{file} grows abnormally large when unpacked. It is not read, for safety.</translation>
  </message>
  <message>
   <source>{file} は、座標の数字が並ぶテキストではありません。</source>
   <translation>{file} is no text of coordinates.</translation>
  </message>
  <message>
   <source>{file} は、役員の情報のファイルではないか、壊れています。</source>
   <translation>{file} is no file of officers, or it is damaged.</translation>
  </message>
  <message>
   <source>{file} は、表として読める形をしていません。</source>
   <translation>{file} has not the form of a table.</translation>
  </message>
  <message>
   <source>{file} は、選んだ座標系 {crs} では日本の外になります。</source>
   <translation>{file} would lie outside Japan in {crs}, the system that was chosen.</translation>
  </message>
  <message>
   <source>{file} はすでにあります。</source>
   <translation>{file} is already there.</translation>
  </message>
  <message>
   <source>{file} はどのタイルからも使われていません。</source>
   <translation>No tile uses {file}.</translation>
  </message>
  <message>
   <source>{file} はプロジェクトのファイルとしては大きすぎます。</source>
   <translation>{file} is too large for a project file.</translation>
  </message>
  <message>
   <source>{file} はベクトルタイルです。画像のタイルではないため表示できません。</source>
   <translation>{file} holds vector tiles, not tiles of pictures, and cannot be shown.</translation>
  </message>
  <message>
   <source>{file} は一覧でも写真でもありません。</source>
   <translation>{file} is neither a list nor a photo.</translation>
  </message>
  <message>
   <source>{file} は全国の地図のため、どの地域を表示するか分かりません。</source>
   <translation>{file} is a map of the whole country; which part to show is unknown.</translation>
  </message>
  <message>
   <source>{file} は列が多すぎて読み込めません（上限は {most:,} 列）。</source>
   <translation>{file} has too many columns to be read (at most {most:,}).</translation>
  </message>
  <message>
   <source>{file} は地図データとして読める形式ではありません。</source>
   <translation>{file} is of no format that can be read as map data.</translation>
  </message>
  <message>
   <source>{file} は基盤地図情報の標高（DEM）ではありません。</source>
   <translation>{file} holds no heights (DEM) of the Fundamental Geospatial Data.</translation>
  </message>
  <message>
   <source>{file} は基盤地図情報（基本項目）の GML ではありません。</source>
   <translation>{file} is no GML of the basic items of the Fundamental Geospatial Data.</translation>
  </message>
  <message>
   <source>{file} は壊れた zip です。</source>
   <translation>{file} is a damaged zip.</translation>
  </message>
  <message>
   <source>{file} は壊れています。読めた所だけを表示しています。ファイルをもう一度受け取り直してください。</source>
   <translation>{file} is damaged. Only what could be read is shown. Get the file again.</translation>
  </message>
  <message>
   <source>{file} は壊れているか、タイル（MBTiles）として読めません。</source>
   <translation>{file} is damaged or cannot be read as tiles (MBTiles).</translation>
  </message>
  <message>
   <source>{file} は壊れているか、途中で切れています。</source>
   <translation>{file} is damaged or cut off.</translation>
  </message>
  <message>
   <source>{file} は壊れているか、途中で切れています（{line} 行目）。</source>
   <translation>{file} is damaged or cut off (line {line}).</translation>
  </message>
  <message>
   <source>{file} は壊れているため読めません（{detail}）。</source>
   <translation>{file} is damaged and cannot be read ({detail}).</translation>
  </message>
  <message>
   <source>{file} は大きすぎて読み込めません（{size:,} MB。上限は {most:,} MB）。</source>
   <translation>{file} is too large to be read ({size:,} MB; at most {most:,} MB).</translation>
  </message>
  <message>
   <source>{file} は大きすぎます（{bytes} バイト）。</source>
   <translation>{file} is too large ({bytes} bytes).</translation>
  </message>
  <message>
   <source>{file} は大きすぎるため（{size:.1f} GB）、読み込みませんでした。</source>
   <translation>{file} is too large ({size:.1f} GB) and was not read.</translation>
  </message>
  <message>
   <source>{file} は差分です。反映する元のフォルダ {folder} がありません。</source>
   <translation>{file} holds changes. The folder {folder} that they belong to is not there.</translation>
  </message>
  <message>
   <source>{file} は広げると {size:,.0f} MB にもなるため、開きません。</source>
   <translation>{file} would be {size:,.0f} MB when unpacked and is not opened.</translation>
  </message>
  <message>
   <source>{file} は水位計のファイルとして読めません（{reason}）。</source>
   <translation>{file} cannot be read as a file of gauges ({reason}).</translation>
  </message>
  <message>
   <source>{file} は点群として読める形式ではありません。</source>
   <translation>{file} is of no format that can be read as a point cloud.</translation>
  </message>
  <message>
   <source>{file} は点群（LAS・LAZ）のファイルではありません。</source>
   <translation>{file} is not a point cloud (LAS, LAZ).</translation>
  </message>
  <message>
   <source>{file} は照合に合わないため、反映しません。{fault}</source>
   <translation>{file} does not pass verification and is not put in place. {fault}</translation>
  </message>
  <message>
   <source>{file} は画像です。標高のデータではありません。</source>
   <translation>{file} is a picture, no heights.</translation>
  </message>
  <message>
   <source>{file} は画像として読めませんでした。建物は色だけで表示します。（{reason}）</source>
   <translation>{file} could not be read as a picture. Buildings are shown in colour only. ({reason})</translation>
  </message>
  <message>
   <source>{file} は画像のファイルではありません。</source>
   <translation>{file} is no file of a picture.</translation>
  </message>
  <message>
   <source>{file} は登記所備付地図（地図XML）ではありません。</source>
   <translation>{file} is no registry map (Chizu XML).</translation>
  </message>
  <message>
   <source>{file} は空のファイルです。</source>
   <translation>{file} is an empty file.</translation>
  </message>
  <message>
   <source>{file} は経度・緯度の順に書かれています。入れ替えて読み込みました。</source>
   <translation>{file} is written in the order longitude, latitude. It was read with the two exchanged.</translation>
  </message>
  <message>
   <source>{file} は行が多すぎて読み込めません（上限は {most:,} 行）。</source>
   <translation>{file} has too many rows to be read (at most {most:,}).</translation>
  </message>
  <message>
   <source>{file} は行と列が多すぎて読み込めません（上限は {most:,} セル）。</source>
   <translation>{file} has too many rows and columns to be read (at most {most:,} cells).</translation>
  </message>
  <message>
   <source>{file} は読み込める形式のファイルではありません。</source>
   <translation>{file} is not in a format that can be read.</translation>
  </message>
  <message>
   <source>{file} は途中から読めません（壊れています）。読めた所までを読み込みました。ファイルをもう一度受け取り直してください。</source>
   <translation>{file} cannot be read from some point on (it is damaged). What came before was read. Get the file once more.</translation>
  </message>
  <message>
   <source>{file} は途中で切れています。ファイルに書かれた点のうち {count:,} 点がありません。</source>
   <translation>{file} is cut off: {count:,} of the points it claims are not there.</translation>
  </message>
  <message>
   <source>{file} は途中で切れています。読めた所までを読み込みました。ファイルをもう一度受け取り直してください。</source>
   <translation>{file} is cut off. It was read as far as it goes. Get the file again.</translation>
  </message>
  <message>
   <source>{file} は途中で切れているか、空のファイルです。</source>
   <translation>{file} breaks off or is empty.</translation>
  </message>
  <message>
   <source>{file} を保存できませんでした。</source>
   <translation>{file} could not be saved.</translation>
  </message>
  <message>
   <source>{file} を保存できませんでした。ディスクの空きがありません。</source>
   <translation>{file} could not be saved: the disk is full.</translation>
  </message>
  <message>
   <source>{file} を保存できませんでした。フォルダ {folder} がありません。</source>
   <translation>{file} could not be saved: there is no folder {folder}.</translation>
  </message>
  <message>
   <source>{file} を保存できませんでした。書き込めない場所か、ほかのプログラムが開いています。</source>
   <translation>{file} could not be saved: the place may not be written to, or another program has it open.</translation>
  </message>
  <message>
   <source>{file} を写真として読めません。</source>
   <translation>{file} cannot be read as a photo.</translation>
  </message>
  <message>
   <source>{file} を分担して読み込んでいるパソコンとのつながりが切れました。</source>
   <translation>The connection to the PCs that share the work of reading {file} was lost.</translation>
  </message>
  <message>
   <source>{file} を書き出して読み直すと、元と違っていました。{what}ファイルは残していません。</source>
   <translation>{file} was written, read again, and differed. {what} No file was left.</translation>
  </message>
  <message>
   <source>{file} を書き出せません。フォルダ {folder} がありません。</source>
   <translation>{file} cannot be written: there is no folder {folder}.</translation>
  </message>
  <message>
   <source>{file} を書き出せませんでした。</source>
   <translation>{file} could not be written.</translation>
  </message>
  <message>
   <source>{file} を書き出せませんでした。ディスクの空きがありません。</source>
   <translation>{file} could not be written: the disk is full.</translation>
  </message>
  <message>
   <source>{file} を書き出せませんでした。書き込めない場所か、ほかのプログラムが開いています。</source>
   <translation>{file} could not be written: the place may not be written to, or another program has it open.</translation>
  </message>
  <message>
   <source>{file} を書き出せませんでした（{reason}）。</source>
   <translation>{file} could not be written ({reason}).</translation>
  </message>
  <message>
   <source>{file} を読み込めませんでした。{reason}</source>
   <translation>{file} could not be read. {reason}</translation>
  </message>
  <message>
   <source>{file} を読み込めませんでした（{reason}）。</source>
   <translation>{file} could not be read ({reason}).</translation>
  </message>
  <message>
   <source>{file} を読み込んでいます…</source>
   <translation>Reading {file}…</translation>
  </message>
  <message>
   <source>{file} を読むための部品（ADBC PostgreSQL）がありません。</source>
   <translation>The part that reads {file} (ADBC PostgreSQL) is missing.</translation>
  </message>
  <message>
   <source>{file} を読めません。</source>
   <translation>{file} cannot be read.</translation>
  </message>
  <message>
   <source>{file} を読めません（壊れているか、対応していない形です）。</source>
   <translation>{file} cannot be read (it is damaged, or of a form that is not supported).</translation>
  </message>
  <message>
   <source>{file} を読んでいます</source>
   <translation>Reading {file}</translation>
  </message>
  <message>
   <source>{file} を開けないため、文字コードを選び直せません。</source>
   <translation>{file} cannot be opened, so its encoding cannot be chosen.</translation>
  </message>
  <message>
   <source>{file} を開けません。</source>
   <translation>{file} cannot be opened.</translation>
  </message>
  <message>
   <source>{file} を高さの面として読めません（{reason}）。</source>
   <translation>{file} cannot be read as a surface of heights ({reason}).</translation>
  </message>
  <message>
   <source>{first} の点群と {second} の点群は、高さの基準が違うため比べられません。</source>
   <translation>The scan with {first} and the scan with {second} cannot be compared, because their heights are above different bases.</translation>
  </message>
  <message>
   <source>{first} ～ {last}</source>
   <translation>{first} – {last}</translation>
  </message>
  <message>
   <source>{floor} 階以上なら当てはまる</source>
   <translation>Met on floor {floor} and above</translation>
  </message>
  <message>
   <source>{folder} には、公開データではないものがあります。</source>
   <translation>{folder} holds things that are no public data.</translation>
  </message>
  <message>
   <source>{folder} には公開用の地図ではないものが入っているため、置き換えません。</source>
   <translation>{folder} holds something else than a public map and is not replaced.</translation>
  </message>
  <message>
   <source>{folder} に公開用の地図がありません。</source>
   <translation>{folder} holds no public map.</translation>
  </message>
  <message>
   <source>{folder} の前の版が残っていません。</source>
   <translation>No former version of {folder} is left.</translation>
  </message>
  <message>
   <source>{hazard} を建物に重ねています</source>
   <translation>Laying {hazard} over the buildings</translation>
  </message>
  <message>
   <source>{hazard}: {origin}</source>
   <translation>{hazard}: {origin}</translation>
  </message>
  <message>
   <source>{hazard}が占める割合</source>
   <translation>Share of the footprint: {hazard}</translation>
  </message>
  <message>
   <source>{hazard}で属性と食い違う</source>
   <translation>Differs from the building's attribute: {hazard}</translation>
  </message>
  <message>
   <source>{hazard}の区分</source>
   <translation>Class: {hazard}</translation>
  </message>
  <message>
   <source>{hazard}の区分（元のコード）</source>
   <translation>Class as coded by the source: {hazard}</translation>
  </message>
  <message>
   <source>{hazard}の浸水深は</source>
   <translation>Depth is: {hazard}</translation>
  </message>
  <message>
   <source>{hazard}の浸水深（上限）</source>
   <translation>Depth, upper end: {hazard}</translation>
  </message>
  <message>
   <source>{hazard}の浸水深（下限）</source>
   <translation>Depth, lower end: {hazard}</translation>
  </message>
  <message>
   <source>{hazard}の継続時間（上限）</source>
   <translation>Duration, upper end: {hazard}</translation>
  </message>
  <message>
   <source>{hazard}の継続時間（下限）</source>
   <translation>Duration, lower end: {hazard}</translation>
  </message>
  <message>
   <source>{hazard}（建物の属性）の区分（コード）</source>
   <translation>Class by the building's attribute (code): {hazard}</translation>
  </message>
  <message>
   <source>{hazard}（建物の属性）の浸水深（上限）</source>
   <translation>Depth by the building's attribute, upper end: {hazard}</translation>
  </message>
  <message>
   <source>{hazard}（建物の属性）の浸水深（下限）</source>
   <translation>Depth by the building's attribute, lower end: {hazard}</translation>
  </message>
  <message>
   <source>{interval:g} m 間隔では等高線が一本も引けません。</source>
   <translation>There is no contour line at an interval of {interval:g} m.</translation>
  </message>
  <message>
   <source>{interval:g} m 間隔では等高線が多すぎて、線にまとめられません。</source>
   <translation>At an interval of {interval:g} m there are too many contour lines to be joined.</translation>
  </message>
  <message>
   <source>{kind} {version}（点の形式 {format}）</source>
   <translation>{kind} {version} (point format {format})</translation>
  </message>
  <message>
   <source>{kind}の継続時間</source>
   <translation>Duration of {kind}</translation>
  </message>
  <message>
   <source>{kind}（{details}）</source>
   <translation>{kind} ({details})</translation>
  </message>
  <message>
   <source>{layer} を開いています</source>
   <translation>Opening {layer}</translation>
  </message>
  <message>
   <source>{layer}（{file}、{date}）</source>
   <translation>{layer} ({file}, {date})</translation>
  </message>
  <message>
   <source>{least:g} 点/m² 以上</source>
   <translation>at least {least:g} points/m²</translation>
  </message>
  <message>
   <source>{limit}（未確認）</source>
   <translation>{limit} (not confirmed)</translation>
  </message>
  <message>
   <source>{lower}m以上</source>
   <translation>{lower} m or more</translation>
  </message>
  <message>
   <source>{lower}m以上{upper}m未満</source>
   <translation>{lower} m to under {upper} m</translation>
  </message>
  <message>
   <source>{month}月</source>
   <translation>month {month}</translation>
  </message>
  <message>
   <source>{month}月{day}日</source>
   <translation>{month}/{day}</translation>
  </message>
  <message>
   <source>{names} が {area} ㎡重なっています（建物 {buildings} 棟、うち住宅 {dwellings} 棟）。</source>
   <translation>{names} overlap by {area} m² ({buildings} buildings, {dwellings} of them homes).</translation>
  </message>
  <message>
   <source>{names} が、市の外に {area} ㎡出ています。</source>
   <translation>{names} reaches {area} m² beyond the city.</translation>
  </message>
  <message>
   <source>{names} に、離れた小さな切れ端があります（{area} ㎡）。</source>
   <translation>{names} has a small shred that lies apart ({area} m²).</translation>
  </message>
  <message>
   <source>{names} に名前がありません。</source>
   <translation>{names} has no name.</translation>
  </message>
  <message>
   <source>{names} に番号がありません。</source>
   <translation>{names} has no number.</translation>
  </message>
  <message>
   <source>{names} の中に、どの区域にも入らない穴が {area} ㎡あります（建物 {buildings} 棟、うち住宅 {dwellings} 棟）。</source>
   <translation>Within {names} there is a hole of {area} m² that is in no area ({buildings} buildings, {dwellings} of them homes).</translation>
  </message>
  <message>
   <source>{names} の区域が、穴で二つに切れています。</source>
   <translation>A hole cuts the area of {names} in two.</translation>
  </message>
  <message>
   <source>{names} の区域がありません（一覧にあり、地図にない）。</source>
   <translation>{names} has no area (it is in the list and not on the map).</translation>
  </message>
  <message>
   <source>{names} の区域の中に、同じ区域がもう一つあります。</source>
   <translation>Within the area of {names} the same area stands once more.</translation>
  </message>
  <message>
   <source>{names} の区域の形が正しくありません（{reason}）。</source>
   <translation>The shape of {names} is not valid ({reason}).</translation>
  </message>
  <message>
   <source>{names} の境界が、幅 {width} m ほど細く重なっています（{area} ㎡）。</source>
   <translation>The boundaries of {names} overlap by a sliver about {width} m wide ({area} m²).</translation>
  </message>
  <message>
   <source>{names} の境界に、幅 {width} m ほどの細いすき間が {area} ㎡あります。</source>
   <translation>Along the boundary of {names} there is a sliver of a gap about {width} m wide ({area} m²).</translation>
  </message>
  <message>
   <source>{names} の境界線が、一点で自分に触れています。</source>
   <translation>The boundary of {names} touches itself at a point.</translation>
  </message>
  <message>
   <source>{names} の境界線が、自分と交わっています。</source>
   <translation>The boundary of {names} crosses itself.</translation>
  </message>
  <message>
   <source>{names} の境界線に、点が足りません。</source>
   <translation>The boundary of {names} has too few points.</translation>
  </message>
  <message>
   <source>{names} の外側に、どの区域にも入らない所が {area} ㎡あります（建物 {buildings} 棟、うち住宅 {dwellings} 棟）。</source>
   <translation>Beside {names} {area} m² are in no area ({buildings} buildings, {dwellings} of them homes).</translation>
  </message>
  <message>
   <source>{names} の穴が、区域の外にあります。</source>
   <translation>A hole of {names} lies outside of its area.</translation>
  </message>
  <message>
   <source>{names} の穴の中に、別の穴があります。</source>
   <translation>Within a hole of {names} there is another hole.</translation>
  </message>
  <message>
   <source>{names} の間に、どの区域にも入らない所が {area} ㎡あります（建物 {buildings} 棟、うち住宅 {dwellings} 棟）。</source>
   <translation>Between {names} {area} m² are in no area ({buildings} buildings, {dwellings} of them homes).</translation>
  </message>
  <message>
   <source>{names} は、離れた {parts} か所に分かれています（飛び地 {area} ㎡、建物 {buildings} 棟）。</source>
   <translation>{names} lies in {parts} places (the smaller ones {area} m², {buildings} buildings).</translation>
  </message>
  <message>
   <source>{names} は同じ区域です（{area} ㎡、建物 {buildings} 棟、うち住宅 {dwellings} 棟）。</source>
   <translation>{names} are the same area ({area} m², {buildings} buildings, {dwellings} of them homes).</translation>
  </message>
  <message>
   <source>{name} だけに入れる</source>
   <translation>Give it to {name} alone</translation>
  </message>
  <message>
   <source>{name} と同じ名前のファイルが zip に 2 つ以上あります。最初のものを読み込みました。</source>
   <translation>The zip holds two or more files named {name}. The first was read.</translation>
  </message>
  <message>
   <source>{name} に入れる（{metres} m 離れている）</source>
   <translation>Give it to {name} ({metres} m away)</translation>
  </message>
  <message>
   <source>{name} に入れる（境界 {metres} m を共有）</source>
   <translation>Give it to {name} (common boundary {metres} m)</translation>
  </message>
  <message>
   <source>{name} の {count:,} 件は、境界の参照先がないか線がつながっていないため、図形がありません（最初は {file} の {first}）。</source>
   <translation>{count:,} of {name} have no shape, because their boundary refers to nothing or its lines do not join (the first: {first} of {file}).</translation>
  </message>
  <message>
   <source>{name} の {count:,} 件は、座標が壊れていて図形にできないため除きました（最初は {first}）。</source>
   <translation>{count:,} of {name} were left out, because their coordinates are broken (the first: {first}).</translation>
  </message>
  <message>
   <source>{name} の座標系（{system}）は知らないものです。位置を確かめてから使ってください。</source>
   <translation>The coordinate system of {name} ({system}) is not known. Check its place before you use it.</translation>
  </message>
  <message>
   <source>{name} はパスワードで保護されているため読み込めませんでした。</source>
   <translation>{name} is protected by a password and was not read.</translation>
  </message>
  <message>
   <source>{name} は展開すると {size:,} バイトになり不自然に大きいため、読み込みませんでした。</source>
   <translation>{name} would grow to {size:,} bytes when unpacked, which is not natural; it was not read.</translation>
  </message>
  <message>
   <source>{name} を開けないため、読み込みませんでした。</source>
   <translation>{name} cannot be opened and was not read.</translation>
  </message>
  <message>
   <source>{name}　{label}</source>
   <translation>{name}  {label}</translation>
  </message>
  <message>
   <source>{name}　{label}（隠しています）</source>
   <translation>{name}  {label} (hidden)</translation>
  </message>
  <message>
   <source>{name}　{metres} m</source>
   <translation>{name}　{metres} m</translation>
  </message>
  <message>
   <source>{name}　座標系 {crs}　標高の基準 {heights}　計測日 {surveyed}　出典 {source}　単位 m（縦横とも実寸）</source>
   <translation>{name}  system {crs}  heights {heights}  surveyed {surveyed}  source {source}  unit m (true size both ways)</translation>
  </message>
  <message>
   <source>{name}が{low}から{high}まで</source>
   <translation>{name} from {low} to {high}</translation>
  </message>
  <message>
   <source>{name}が{value}</source>
   <translation>{name} is {value}</translation>
  </message>
  <message>
   <source>{name}が{value}で始まる</source>
   <translation>{name} begins with {value}</translation>
  </message>
  <message>
   <source>{name}が{value}のいずれか</source>
   <translation>{name} is one of {value}</translation>
  </message>
  <message>
   <source>{name}が{value}を超える</source>
   <translation>{name} is more than {value}</translation>
  </message>
  <message>
   <source>{name}が{value}以上</source>
   <translation>{name} is at least {value}</translation>
  </message>
  <message>
   <source>{name}が{value}以下</source>
   <translation>{name} is at most {value}</translation>
  </message>
  <message>
   <source>{name}が{value}以外</source>
   <translation>{name} is not {value}</translation>
  </message>
  <message>
   <source>{name}が{value}未満</source>
   <translation>{name} is less than {value}</translation>
  </message>
  <message>
   <source>{name}が未確認</source>
   <translation>{name} is not known</translation>
  </message>
  <message>
   <source>{name}に{value}を含む</source>
   <translation>{name} contains {value}</translation>
  </message>
  <message>
   <source>{name}は平面直角座標系の第{own}系の区域にありますが、プロジェクトに合わせて第{zone}系で表示しています。位置は正しく、図上の長さは実際より {percent:+.3f}% です。</source>
   <translation>{name} lies in zone {own} of the plane rectangular systems but is shown in zone {zone}, that of the project. Positions are right; lengths on the plane differ from true ones by {percent:+.3f}%.</translation>
  </message>
  <message>
   <source>{name}（任意座標系・位置なし）</source>
   <translation>{name} (arbitrary coordinates, no place)</translation>
  </message>
  <message>
   <source>{name}（点群の地面）</source>
   <translation>{name} (ground of point cloud)</translation>
  </message>
  <message>
   <source>{near} のとなりに、どの区域にも入らない住宅のまとまり（未組織地区）があります（建物 {buildings} 棟、うち住宅 {dwellings} 棟）。</source>
   <translation>Beside {near} houses that are in no area stand together (a place without an association; {buildings} buildings, {dwellings} of them homes).</translation>
  </message>
  <message>
   <source>{number}番の対応点の座標が数ではありません。</source>
   <translation>The coordinates of control point {number} are not numbers.</translation>
  </message>
  <message>
   <source>{number}番の点が {distance} m ずれています（この点を除くと RMS {rms} m）。</source>
   <translation>Point {number} is off by {distance} m (without it the RMS is {rms} m).</translation>
  </message>
  <message>
   <source>{one}番と{other}番の点が、地図の同じ場所にあります。</source>
   <translation>Points {one} and {other} lie at the same place of the map.</translation>
  </message>
  <message>
   <source>{one}番と{other}番の点が、画像の同じ場所にあります。</source>
   <translation>Points {one} and {other} lie at the same place of the picture.</translation>
  </message>
  <message>
   <source>{order}: {name} の地盤線（{based}）</source>
   <translation>{order}: ground of {name} ({based})</translation>
  </message>
  <message>
   <source>{place} 文字目の {mark} が閉じていません。</source>
   <translation>The {mark} at letter {place} is not closed.</translation>
  </message>
  <message>
   <source>{place} 文字目の「{text}」で比べる値は一つにしてください。</source>
   <translation>“{text}” at letter {place} compares with one value only.</translation>
  </message>
  <message>
   <source>{place} 文字目の「{text}」というレイヤは、開いているものの中にありません。</source>
   <translation>No open layer is called “{text}” (letter {place}).</translation>
  </message>
  <message>
   <source>{place} 文字目の「{text}」という項目はありません。</source>
   <translation>There is no column “{text}” (letter {place}).</translation>
  </message>
  <message>
   <source>{place} 文字目の「{text}」に渡す値の数が違います。</source>
   <translation>“{text}” at letter {place} takes another number of values.</translation>
  </message>
  <message>
   <source>{place} 文字目の「{text}」は、項目にだけ使えます。計算には使えません。</source>
   <translation>“{text}” at letter {place} goes with a column, not with a calculation.</translation>
  </message>
  <message>
   <source>{place} 文字目の「{text}」は式に使えません。</source>
   <translation>“{text}” at letter {place} cannot stand in an expression.</translation>
  </message>
  <message>
   <source>{place} 文字目の「{text}」は数ではありません。「{name}」は数で比べます。</source>
   <translation>“{text}” at letter {place} is not a number; “{name}” is compared with numbers.</translation>
  </message>
  <message>
   <source>{place} 文字目の「{text}」を読めません。ここには{wanted}が要ります。</source>
   <translation>“{text}” at letter {place} cannot be read. Needed here: {wanted}.</translation>
  </message>
  <message>
   <source>{place} 文字目の単位「{text}」は使えません。「{name}」の単位は{unit}です。</source>
   <translation>The unit “{text}” at letter {place} does not fit. Unit of “{name}”: {unit}.</translation>
  </message>
  <message>
   <source>{place} 文字目の囲みには角が 3 つ以上要ります。</source>
   <translation>The area at letter {place} needs three corners or more.</translation>
  </message>
  <message>
   <source>{place} 文字目の長さは 0 より大きい数にしてください。</source>
   <translation>The length at letter {place} must be greater than 0.</translation>
  </message>
  <message>
   <source>{place}から約 {distance} km {direction}に離れています。別の市区町村のデータか、座標系が違う可能性があります。地図で位置を確かめてください。</source>
   <translation>It lies about {distance} km {direction} of {place}. The data may be of another municipality, or the coordinate system is wrong. Check the place on the map.</translation>
  </message>
  <message>
   <source>{place}から約 {distance} km {direction}に離れています。平面直角座標の系の番号が違うようです（{zone} 系なら{place}に入ります）。座標系を {crs} に変えて位置を確かめてください。</source>
   <translation>It lies about {distance} km {direction} of {place}. The number of the plane rectangular zone seems to be wrong (in zone {zone} it lies in {place}). Change the coordinate system to {crs} and check the place.</translation>
  </message>
  <message>
   <source>{place}から約 {distance} km {direction}に離れています。座標系 {crs} なら{place}に入ります。座標系を変えて位置を確かめてください。</source>
   <translation>It lies about {distance} km {direction} of {place}. In {crs} it lies in {place}. Change the coordinate system and check the place.</translation>
  </message>
  <message>
   <source>{place}から約 {distance} km 離れます。</source>
   <translation>About {distance} km from {place}.</translation>
  </message>
  <message>
   <source>{place}に一部がかかります。</source>
   <translation>Partly in {place}.</translation>
  </message>
  <message>
   <source>{place}に入る座標系はこれだけです。</source>
   <translation>This is the only coordinate system that lies in {place}.</translation>
  </message>
  <message>
   <source>{place}の中に入ります。</source>
   <translation>It lies in {place}.</translation>
  </message>
  <message>
   <source>{place}の境界に合うのは {datum} です。</source>
   <translation>The boundary of {place} fits {datum}.</translation>
  </message>
  <message>
   <source>{place}の境界より約 {metres} m {direction}にずれています。世界測地系の座標を日本測地系（旧測地系）として読み込んだようです。座標系を {crs} に変えて位置を確かめてください。</source>
   <translation>It lies about {metres} m {direction} of the boundary of {place}. Coordinates of the world geodetic system seem to have been read as old Tokyo Datum. Change the coordinate system to {crs} and check the place.</translation>
  </message>
  <message>
   <source>{place}の境界より約 {metres} m {direction}にずれています。日本測地系（旧測地系）の座標を世界測地系として読み込んだようです。座標系を {crs} に変えて位置を確かめてください。</source>
   <translation>It lies about {metres} m {direction} of the boundary of {place}. Coordinates of the old Tokyo Datum seem to have been read as world geodetic system. Change the coordinate system to {crs} and check the place.</translation>
  </message>
  <message>
   <source>{points:,} 点のうち、地面に分類された {used:,} 点から {cell:g} m 間隔の地形を作りました。点のない所は {reach:g} m まで周りから補い、それより広い所は空けています。</source>
   <translation>Of {points:,} points, {used:,} classed as ground gave a terrain with {cell:g} m cells. Gaps are filled from around over {reach:g} m; wider ones stay empty.</translation>
  </message>
  <message>
   <source>{row} 行目に「部署」がありません。誰が決めたかを書いてください。使いませんでした。</source>
   <translation>Row {row} has no department. Please write who decided. It was not used.</translation>
  </message>
  <message>
   <source>{row} 行目の場所では、図の食い違いがありません。使いませんでした（座標を確かめてください）。</source>
   <translation>At the place of row {row} the maps do not differ. It was not used (please check the coordinates).</translation>
  </message>
  <message>
   <source>{row} 行目の自治会「{name}」が見つかりません。コードか名称を確かめてください。使いませんでした。</source>
   <translation>The association “{name}” of row {row} was not found. Please check code or name. It was not used.</translation>
  </message>
  <message>
   <source>{rule}: 建てられる範囲の {share} % を {lowest} m から {highest} m の高さで制限</source>
   <translation>{rule}: limits {share} % of where one may build, at heights from {lowest} m to {highest} m</translation>
  </message>
  <message>
   <source>{rule}の勾配が法定と違うため、天空率の測定位置が決まりません。</source>
   <translation>The slope of {rule} is not one of the Act, so the points for the sky factor are not given.</translation>
  </message>
  <message>
   <source>{share:g} % 以下（{count:,} 点以下）</source>
   <translation>at most {share:g} % ({count:,} points)</translation>
  </message>
  <message>
   <source>{shelter}（この自治会が対象）</source>
   <translation>{shelter} (meant for this association)</translation>
  </message>
  <message>
   <source>{shelter}（区域の中）</source>
   <translation>{shelter} (in the area)</translation>
  </message>
  <message>
   <source>{storeys} 階</source>
   <translation>{storeys} storeys</translation>
  </message>
  <message>
   <source>{storeys} 階（高さからの推定）</source>
   <translation>{storeys} storeys (estimated from the height)</translation>
  </message>
  <message>
   <source>{timeout} 秒のうちに書き終わらなかったため、止めました。</source>
   <translation>It was stopped because it was not written within {timeout} seconds.</translation>
  </message>
  <message>
   <source>{upper}m未満</source>
   <translation>under {upper} m</translation>
  </message>
  <message>
   <source>{what}は、資料ではなく職員が入力した値です。</source>
   <translation>{what} was entered by staff and does not come from the sources.</translation>
  </message>
  <message>
   <source>{whole} が同じフォルダにありません。配布元から、そろったものを受け取り直してください。</source>
   <translation>{whole} is not in the same folder. Ask whoever gave you the data for all its files.</translation>
  </message>
  <message>
   <source>{year}年</source>
   <translation>{year}</translation>
  </message>
  <message>
   <source>{year}年{month}月</source>
   <translation>{year}/{month}</translation>
  </message>
  <message>
   <source>{year}年{month}月{day}日</source>
   <translation>{year}/{month}/{day}</translation>
  </message>
  <message>
   <source>{year}年{month}月{day}日 {clock}</source>
   <translation>{year}/{month}/{day} {clock}</translation>
  </message>
  <message>
   <source>{zone}: min(指定 {given} %, {width} m × {factor} × 100 = {road} %) = {value} %</source>
   <translation>{zone}: min(designated {given} %, {width} m × {factor} × 100 = {road} %) = {value} %</translation>
  </message>
  <message>
   <source>{zone}: 前面道路 {width} m は 12 m 以上なので、指定 {given} %</source>
   <translation>{zone}: the front road of {width} m is 12 m or more, so the designated {given} %</translation>
  </message>
  <message>
   <source>{zone}: 建蔽率 80 % の地域の防火地域内にある耐火建築物等なので、制限なし（100 %）</source>
   <translation>{zone}: a fireproof building in a fire protection district where the coverage ratio is 80 %, so no limit (100 %)</translation>
  </message>
  <message>
   <source>{zone}: 指定 {given} %{more} = {value} %</source>
   <translation>{zone}: designated {given} %{more} = {value} %</translation>
  </message>
  <message>
   <source>{zone}の容積率 {value} % は、法52条1項にない値です。</source>
   <translation>The floor-area ratio {value} % of {zone} is no value of Article 52(1).</translation>
  </message>
  <message>
   <source>{zone}の建蔽率 {value} % は、法53条1項にない値です。</source>
   <translation>The coverage ratio {value} % of {zone} is no value of Article 53(1).</translation>
  </message>
  <message>
   <source>{zone}の指定容積率が分かりません。</source>
   <translation>The designated floor-area ratio of {zone} is unknown.</translation>
  </message>
  <message>
   <source>{zone}の指定建蔽率が分かりません。</source>
   <translation>The designated coverage ratio of {zone} is unknown.</translation>
  </message>
  <message>
   <source>{zone}の絶対高さが資料にないため、10 m としました。都市計画図書で確かめてください。</source>
   <translation>The source states no height limit for {zone}; 10 m was taken. Confirm it in the city plan.</translation>
  </message>
  <message>
   <source>① 家屋倒壊等氾濫想定区域に入っていない</source>
   <translation>1. Not in a zone where houses may collapse</translation>
  </message>
  <message>
   <source>② 浸水する深さより居室が高い</source>
   <translation>2. A living room lies above the water</translation>
  </message>
  <message>
   <source>③ 水がひくまで我慢でき、水・食糧などの備えが十分</source>
   <translation>3. One can hold out until the water is gone, with enough water and food</translation>
  </message>
  <message>
   <source>■ ファイル</source>
   <translation>■ Files</translation>
  </message>
  <message>
   <source>■ 項目</source>
   <translation>■ Fields</translation>
  </message>
  <message>
   <source>　ほか {count} か所</source>
   <translation> and {count} more</translation>
  </message>
  <message>
   <source>、</source>
   <translation>, </translation>
  </message>
  <message>
   <source>、かつ</source>
   <translation> and </translation>
  </message>
  <message>
   <source>、または</source>
   <translation> or </translation>
  </message>
  <message>
   <source>「=」「≠」か、「… が 住宅, 商業 のどれか」のように書いてください。</source>
   <translation>Write “=” or “≠”, or “… が 住宅, 商業 のどれか”.</translation>
  </message>
  <message>
   <source>「{area}」の資料を書いています（{number} / {count}）</source>
   <translation>Writing the sheet of “{area}” ({number} of {count})</translation>
  </message>
  <message>
   <source>「{codes}」という自治会は、台帳にありません。</source>
   <translation>The ledger holds no association “{codes}”.</translation>
  </message>
  <message>
   <source>「{column}」の値が {count:,} 件違いました。</source>
   <translation>{count:,} values of “{column}” differed.</translation>
  </message>
  <message>
   <source>「{column}」は、公開してよい列の一覧にないため、オープンデータには書き出せません。</source>
   <translation>“{column}” is not on the list of columns that may be published, so it cannot be written as open data.</translation>
  </message>
  <message>
   <source>「{column}」は個人情報に当たる列のため、オープンデータには書き出せません。</source>
   <translation>“{column}” is personal information and cannot be written as open data.</translation>
  </message>
  <message>
   <source>「{file}」か区域に同じ名前「{example}」が {count} 件あるため、名前では結び付けませんでした。</source>
   <translation>Name “{example}” stands {count} times in {file} or among the areas, so it joined nothing.</translation>
  </message>
  <message>
   <source>「{file}」か区域に同じ番号「{example}」が {count} 件あるため、番号では結び付けませんでした。</source>
   <translation>Number “{example}” stands {count} times in {file} or among the areas, so it joined nothing.</translation>
  </message>
  <message>
   <source>「{file}」がありません。</source>
   <translation>“{file}” is not there.</translation>
  </message>
  <message>
   <source>「{file}」が目録と違うため、反映をやめました。</source>
   <translation>“{file}” differs from the manifest, so nothing was put in place.</translation>
  </message>
  <message>
   <source>「{file}」に不自然に大きな要素があるため、読み込みを中止しました。</source>
   <translation>Reading was stopped, because “{file}” has an element that is unnaturally large.</translation>
  </message>
  <message>
   <source>「{file}」に書かれた写真が {count} 枚見つからないか、読めません（{line} 行目「{example}」ほか）。</source>
   <translation>{count} photos named in “{file}” were not found or cannot be read (line {line}, “{example}”, and others).</translation>
  </message>
  <message>
   <source>「{file}」の {count} 件で、加入世帯数が世帯数より多くなっています（{line} 件目「{example}」ほか）。数え方と時点を確かめてください。</source>
   <translation>{count} rows of {file} have more members than households (row {line}: “{example}” …). Check how and when they were counted.</translation>
  </message>
  <message>
   <source>「{file}」の {count} 件は場所が未確認です（{line} 行目「{example}」ほか）。メモとしては取り込みました。</source>
   <translation>The place of {count} rows of “{file}” is not known (line {line}, “{example}”, and others). They were taken as notes all the same.</translation>
  </message>
  <message>
   <source>「{file}」の {count} 件は場所が未確認です（{line} 行目「{example}」ほか）。報告としては取り込みました。</source>
   <translation>The place of {count} rows of “{file}” is not known (row {line} “{example}” and others). They were taken as reports.</translation>
  </message>
  <message>
   <source>「{file}」の {count} 件は年または日付が書かれていないため、{day} として読みました。</source>
   <translation>{count} rows of “{file}” name no year or day; they were read as {day}.</translation>
  </message>
  <message>
   <source>「{file}」の {count} 件は文が長いため、はじめの {longest} 文字だけを取り込みました。</source>
   <translation>The texts of {count} rows of “{file}” are too long; only the first {longest} letters were taken.</translation>
  </message>
  <message>
   <source>「{file}」の {count} 件は日時が読めません（{line} 行目「{example}」ほか）。日時は未確認としました。</source>
   <translation>The time of {count} rows of “{file}” cannot be read (row {line} “{example}” and others) and counts as not known.</translation>
  </message>
  <message>
   <source>「{file}」の {count} 件は状態が読めません（{line} 行目「{example}」ほか）。未確認としました。</source>
   <translation>The state of {count} rows of “{file}” cannot be read (line {line}, “{example}”, and others). It was taken as not known.</translation>
  </message>
  <message>
   <source>「{file}」の {count} 件は種別が分からないため「その他」としました（{line} 行目「{example}」ほか）。</source>
   <translation>The kind of {count} rows of “{file}” is not known; they were taken as “other” (row {line} “{example}” and others).</translation>
  </message>
  <message>
   <source>「{file}」の {count} 行は、番号も名前もないため除きました（はじめは {line} 件目）。</source>
   <translation>{count} rows of {file} have neither number nor name and were left out (the first is row {line}).</translation>
  </message>
  <message>
   <source>「{file}」の {count} 行は、自治会の行ではないため除きました（{line} 件目「{example}」ほか）。</source>
   <translation>{count} rows of {file} are no associations and were left out (row {line}: “{example}” …).</translation>
  </message>
  <message>
   <source>「{file}」の{line}行目で XML の書き方が壊れているため、読み込めませんでした。</source>
   <translation>The XML in line {line} of "{file}" is broken, so it could not be read.</translation>
  </message>
  <message>
   <source>「{file}」の{line}行目付近に DOCTYPE 宣言があります。外部のファイルを読み込ませたり、メモリを使い切らせたりするおそれがあるため、読み込みを中止しました。</source>
   <translation>Near line {line} of "{file}" there is a DOCTYPE declaration. It could draw in other files or use up the memory, so reading was stopped.</translation>
  </message>
  <message>
   <source>「{file}」の「{column}」に、数として読めない値が {count} 件あります（{line} 件目「{example}」ほか）。未確認としました。</source>
   <translation>“{column}” of {file} holds {count} values that are no count (row {line}: “{example}” …). They are unknown.</translation>
  </message>
  <message>
   <source>「{file}」の「{column}」に、日付として読めない値が {count} 件あります（{line} 件目「{example}」ほか）。未確認としました。</source>
   <translation>“{column}” of {file} holds {count} values that are no date (row {line}: “{example}” …). They are unknown.</translation>
  </message>
  <message>
   <source>「{file}」の内容が目録と違います。</source>
   <translation>The content of “{file}” differs from the manifest.</translation>
  </message>
  <message>
   <source>「{file}」の列「{columns}」は個人に関する情報のため、台帳に入れませんでした。役員の情報は、別に保管する役員名簿だけに入れられます。</source>
   <translation>Columns “{columns}” of {file} tell of people and were left out of the ledger. Officers may only be kept in their own restricted file.</translation>
  </message>
  <message>
   <source>「{file}」は、zip の中の名前として使えません。</source>
   <translation>“{file}” cannot be a name inside a zip.</translation>
  </message>
  <message>
   <source>「{file}」は、公開するファイルの名前として使えません。</source>
   <translation>“{file}” cannot be the name of a published file.</translation>
  </message>
  <message>
   <source>「{file}」は目録にないファイルです。</source>
   <translation>“{file}” is not in the manifest.</translation>
  </message>
  <message>
   <source>「{file}」を読めません。壊れています。</source>
   <translation>“{file}” cannot be read; it is damaged.</translation>
  </message>
  <message>
   <source>「{hazard}」で、建物の属性と重ね合わせた結果が {count} 棟で食い違います。両方の値を残しました。</source>
   <translation>For “{hazard}”, attribute and overlay differ at {count} buildings. Both values are kept.</translation>
  </message>
  <message>
   <source>「{hazard}」の区分が読めない区域に掛かる建物が {count} 棟あります。未確認としました。</source>
   <translation>{count} buildings lie in areas of “{hazard}” whose class cannot be read. They count as not confirmed.</translation>
  </message>
  <message>
   <source>「{hazard}」の水面が地面より低い建物が {count} 棟あります。浸水なしとしました。高さの基準を確かめてください。</source>
   <translation>The water of “{hazard}” lies below the ground at {count} buildings; they count as dry. Please check the height datum.</translation>
  </message>
  <message>
   <source>「{hazard}」の範囲に建物が 1 棟もないため、すべて未確認としました。場所（座標系）と対象の市を確かめてください。</source>
   <translation>No building lies within the extent of “{hazard}”, so all are unknown. Check its place (coordinate system) and the city that it is meant for.</translation>
  </message>
  <message>
   <source>「{hazard}」の範囲の外（一部が外を含む）の建物が {count} 棟あります。未確認としました。</source>
   <translation>{count} buildings lie at least partly outside “{hazard}”. They count as not confirmed.</translation>
  </message>
  <message>
   <source>「{hazard}」は、どの建物にも掛かりません。場所（座標系）と対象の市を確かめてください。</source>
   <translation>“{hazard}” reaches no building. Please check its place (coordinate system) and the city.</translation>
  </message>
  <message>
   <source>「{hazard}」は水位だけのデータです。地盤の高さが分からない建物が {count} 棟あります。</source>
   <translation>“{hazard}” states water levels only. The ground height of {count} buildings is not known.</translation>
  </message>
  <message>
   <source>「{label}」が割合（0.6 など）で書かれていたため、百分率（60 % など）に直しました。</source>
   <translation>"{label}" was written as a ratio (such as 0.6); it was turned into per cent (60 %).</translation>
  </message>
  <message>
   <source>「{label}」に未入力を表す値（-9999、9999、0001 など）があり、「未確認」として扱います。</source>
   <translation>"{label}" holds values that stand for "not entered" (-9999, 9999, 0001 and the like); they are shown as not known.</translation>
  </message>
  <message>
   <source>「{label}」に読み取れない値（{value}）があります。「未確認」とし、元の値は「そのほかの属性」に残しました。</source>
   <translation>"{label}" holds a value that cannot be read ({value}). It is shown as not known; the original stands under "Other attributes".</translation>
  </message>
  <message>
   <source>「{label}」に読み取れない値（{value}）があります。その値は「未確認」としました。</source>
   <translation>“{label}” has values that cannot be read ({value}). They are shown as not confirmed.</translation>
  </message>
  <message>
   <source>「{label}」の単位が {unit} になっています。{expected} とみなして数値をそのまま読み込みました。</source>
   <translation>The unit of "{label}" is given as {unit}. The number was read as it is, in {expected}.</translation>
  </message>
  <message>
   <source>「{label}」の外は {area} m² だけで、図の位置の誤差（±{error} m、{least} m²）より小さい部分です。</source>
   <translation>Only {area} m² lie outside “{label}”, less than the position error of the map (±{error} m, {least} m²).</translation>
  </message>
  <message>
   <source>「{label}」の線から {distance} m で、図の位置の誤差（±{error} m）の中です。</source>
   <translation>The line of “{label}” is {distance} m away, within the position error of the map (±{error} m).</translation>
  </message>
  <message>
   <source>「{label}」は {area} m² だけかかり、図の位置の誤差（±{error} m、{least} m²）より小さい重なりです。</source>
   <translation>“{label}” covers only {area} m², less than the position error of the map (±{error} m, {least} m²).</translation>
  </message>
  <message>
   <source>「{label}」（{column}）に、コード表にない値が {count} 件あります（例: {examples}）。値はそのまま残しました。</source>
   <translation>“{label}” ({column}) has {count} values that are not in the code list (such as {examples}). They were kept as they are.</translation>
  </message>
  <message>
   <source>「{label}」（{column}）に、深さとして読めない区分が {count} 件あります（例: {examples}）。文字はそのまま残しました。</source>
   <translation>“{label}” ({column}) has {count} classes that cannot be read as a depth (such as {examples}). The text was kept.</translation>
  </message>
  <message>
   <source>「{label}」（{column}）に数でない値があるため、文字のまま残しました。</source>
   <translation>“{label}” ({column}) has values that are no numbers; it was kept as text.</translation>
  </message>
  <message>
   <source>「{label}」（{column}）の番号と名称が {count} 件で食い違います（例: {examples}）。名称のほうを使いました。</source>
   <translation>Number and name of “{label}” ({column}) contradict each other {count} times (such as {examples}). The name was used.</translation>
  </message>
  <message>
   <source>「{layer}」には面の図形がないため、建物に重ねられません。面のデータを読み込んでください。</source>
   <translation>“{layer}” has no areas to lay over buildings. Please read data with areas.</translation>
  </message>
  <message>
   <source>「{layer}」の {count:,} 件は図形がなく、地図に出ません。</source>
   <translation>{count:,} features of “{layer}” have no shape and do not appear on the map.</translation>
  </message>
  <message>
   <source>「{layer}」の {count} か所が、建物のある範囲から {distance} km 以上離れています（例: {example}）。緯度と経度の入れ替わりや座標系を確かめてください。</source>
   <translation>{count} places of “{layer}” are more than {distance} km away from the buildings (e.g. {example}). Please check for exchanged latitude and longitude and the coordinate system.</translation>
  </message>
  <message>
   <source>「{layer}」の {count} か所には災害の種別がないため、避難所として「災害の種別は未確認」と付けて示します。避難先の案内と人数の割り振りには使いません。</source>
   <translation>“{layer}” tells no kind of disaster for its {count} places. They are shown as places to stay, marked “kind of disaster not confirmed”, and are used neither to send people nor to share out numbers.</translation>
  </message>
  <message>
   <source>「{layer}」の {count} か所は位置が分からないため、案内に使えません。</source>
   <translation>{count} places of “{layer}” have no position and cannot be offered.</translation>
  </message>
  <message>
   <source>「{layer}」の {count} 件は浸水の深さが分かりません。掛かる建物は未確認として数えます。</source>
   <translation>Nobody knows how deep the water is in {count} areas of “{layer}”. Buildings in them count as not known.</translation>
  </message>
  <message>
   <source>「{layer}」の {count} 件は深さの区分が読めないため、形の高さ（水位）と地盤の高さの差を深さとします。</source>
   <translation>The depth classes of {count} areas of “{layer}” cannot be read; the height of their shapes (water level) less that of the ground is taken as depth.</translation>
  </message>
  <message>
   <source>「{layer}」の「{column}」に、区分として読めない値が {count} 件あります（例: {example}）。その区域に掛かる建物は未確認として数えます。</source>
   <translation>“{column}” of “{layer}” has {count} values that cannot be read as classes (e.g. {example}). Buildings in those areas count as not confirmed.</translation>
  </message>
  <message>
   <source>「{layer}」の「{name}」で {longest:,} 字を超える {count:,} 件を、その長さで切りました。</source>
   <translation>{count:,} values of “{name}” in “{layer}” longer than {longest:,} letters were cut there.</translation>
  </message>
  <message>
   <source>「{layer}」の「{name}」は {count} 行に分かれているため、一つの自治会にまとめました。</source>
   <translation>“{name}” stands in {count} rows of “{layer}”; they were put together as one association.</translation>
  </message>
  <message>
   <source>「{layer}」の一部を表示できませんでした。詳しくはログをご覧ください。</source>
   <translation>A part of "{layer}" could not be shown. The log has more about it.</translation>
  </message>
  <message>
   <source>「{layer}」は平面直角座標系の別の系（{own}）で読み込まれたため、この地図（{crs}）に重ねられません。</source>
   <translation>“{layer}” was read in another plane rectangular zone ({own}) and cannot be laid over this map ({crs}).</translation>
  </message>
  <message>
   <source>「{layer}」を地図のページに載せています</source>
   <translation>Putting “{layer}” on the map page</translation>
  </message>
  <message>
   <source>「{layer}」を読み込む機能「{importer}」がありません。</source>
   <translation>There is no function "{importer}" to read "{layer}".</translation>
  </message>
  <message>
   <source>「{names}」の区域です。</source>
   <translation>It lies in the area of “{names}”.</translation>
  </message>
  <message>
   <source>「{name}」が {least} 未満の {count:,} 件は、値を空欄にしました。</source>
   <translation>{count:,} values of “{name}” below {least} were left blank.</translation>
  </message>
  <message>
   <source>「{name}」が、ほかのファイルと同じ場所に重なっています。</source>
   <translation>“{name}” overlaps with another file.</translation>
  </message>
  <message>
   <source>「{name}」との境界から約 {metres} m です。区域図の精度によっては、そちらの場合があります。</source>
   <translation>About {metres} m from the boundary with “{name}”. Depending on how exact the map is, it may be that one.</translation>
  </message>
  <message>
   <source>「{name}」に「{text}」という値のものはありません。</source>
   <translation>No feature has the value “{text}” in “{name}”.</translation>
  </message>
  <message>
   <source>「{name}」に対応点を加える（{number}番）</source>
   <translation>Add a control point to “{name}” (no. {number})</translation>
  </message>
  <message>
   <source>「{name}」の「{text}」に当たる場所が、町丁目・街区・地番の地図に見つかりません。区域に入っていません。</source>
   <translation>“{text}” of “{name}” is not on the maps of towns, blocks and lots. It is not in the area.</translation>
  </message>
  <message>
   <source>「{name}」の「{text}」は、町名・番地の範囲として読めません。区域に入っていません。</source>
   <translation>“{text}” of “{name}” cannot be read as towns and numbers. It is not in the area.</translation>
  </message>
  <message>
   <source>「{name}」の「{text}」は、街区か地番か、枝番か範囲かが一つに決まりません。「{layer}」で当てはまる所としました。</source>
   <translation>“{text}” of “{name}” may be blocks or lots, a branch or a range. What fits on “{layer}” was taken.</translation>
  </message>
  <message>
   <source>「{name}」の「{text}」は一部だけです。どこまでかは分からないため、全体を仮の区域としました。</source>
   <translation>“{text}” of “{name}” is meant only in part. Nobody says which, so all of it is the area for now.</translation>
  </message>
  <message>
   <source>「{name}」のいまの区域は {day} からのものです。それより前の日からは変えられません。</source>
   <translation>The present area of {name} holds from {day}. It cannot change from an earlier day.</translation>
  </message>
  <message>
   <source>「{name}」のこの区域は {day} に終わっています。その日からは変えられません。</source>
   <translation>This area of {name} ended on {day}. It cannot change from that day.</translation>
  </message>
  <message>
   <source>「{name}」のすべての点を表示できるようにする</source>
   <translation>Preparing all points of “{name}”</translation>
  </message>
  <message>
   <source>「{name}」のはじめの行を読む</source>
   <translation>Read the first rows of “{name}”</translation>
  </message>
  <message>
   <source>「{name}」の公開される内容をまとめる</source>
   <translation>Put together what is published of “{name}”</translation>
  </message>
  <message>
   <source>「{name}」の公開される形を確かめる</source>
   <translation>Look at the published shapes of “{name}”</translation>
  </message>
  <message>
   <source>「{name}」の公開の設定を変える（{what}）</source>
   <translation>Change publication settings of “{name}” ({what})</translation>
  </message>
  <message>
   <source>「{name}」の公開の設定を始める</source>
   <translation>Begin publication settings of “{name}”</translation>
  </message>
  <message>
   <source>「{name}」の公開の設定を消す</source>
   <translation>Delete publication settings of “{name}”</translation>
  </message>
  <message>
   <source>「{name}」の公開を承認する</source>
   <translation>Approve publication of “{name}”</translation>
  </message>
  <message>
   <source>「{name}」の出典・利用条件・時点を改める</source>
   <translation>Change the source, terms and date of “{name}”</translation>
  </message>
  <message>
   <source>「{name}」の列を調べる</source>
   <translation>Look at the columns of “{name}”</translation>
  </message>
  <message>
   <source>「{name}」の区域がなくなります。</source>
   <translation>Nothing would be left of the area of {name}.</translation>
  </message>
  <message>
   <source>「{name}」の区域を点検する</source>
   <translation>Check the areas of “{name}”</translation>
  </message>
  <message>
   <source>「{name}」の区域図を描いています（{number} / {count}）</source>
   <translation>Drawing the map of “{name}” ({number} / {count})</translation>
  </message>
  <message>
   <source>「{name}」の境界が「{other}」の区域に入り込みます。</source>
   <translation>The boundary of {name} would run into the area of {other}.</translation>
  </message>
  <message>
   <source>「{name}」の境界が自分自身と交わります。</source>
   <translation>The boundary of {name} would cross itself.</translation>
  </message>
  <message>
   <source>「{name}」の大きさの表示が、ありえない値です。</source>
   <translation>The size stated for “{name}” is impossible.</translation>
  </message>
  <message>
   <source>「{name}」の対応点をすべて捨てる</source>
   <translation>Forget all control points of “{name}”</translation>
  </message>
  <message>
   <source>「{name}」の対応点を消す（{number}番）</source>
   <translation>Remove a control point of “{name}” (no. {number})</translation>
  </message>
  <message>
   <source>「{name}」の時間の列を並べ直す</source>
   <translation>Rearrange the time columns of “{name}”</translation>
  </message>
  <message>
   <source>「{name}」の時間の列を調べる</source>
   <translation>Looking at the time columns of “{name}”</translation>
  </message>
  <message>
   <source>「{name}」の縮小画像を作る</source>
   <translation>Make smaller copies of “{name}”</translation>
  </message>
  <message>
   <source>「{name}」の置き方を変える</source>
   <translation>Change how “{name}” is placed</translation>
  </message>
  <message>
   <source>「{name}」の行がもうないため、修正できません。</source>
   <translation>The row “{name}” is no longer there and cannot be repaired.</translation>
  </message>
  <message>
   <source>「{name}」の高さの基準を変える</source>
   <translation>Changing what the heights of “{name}” are measured above</translation>
  </message>
  <message>
   <source>「{name}」は、ふつうのファイルではありません（リンクなど）。</source>
   <translation>“{name}” is no ordinary file (a link or such).</translation>
  </message>
  <message>
   <source>「{name}」は、同じ名前のファイルが二つあります。</source>
   <translation>There are two files named “{name}”.</translation>
  </message>
  <message>
   <source>「{name}」は、暗号化されているか、知らない方法で圧縮されています。</source>
   <translation>“{name}” is encrypted or compressed in an unknown way.</translation>
  </message>
  <message>
   <source>「{name}」は、置き場所の外を指すか、使えない名前です。</source>
   <translation>“{name}” points outside of its place or cannot be a name.</translation>
  </message>
  <message>
   <source>「{name}」は大小を比べられません。</source>
   <translation>“{name}” has no greater and less.</translation>
  </message>
  <message>
   <source>「{name}」は数の項目ではないため、計算に使えません。</source>
   <translation>“{name}” is not a column of numbers and cannot be calculated with.</translation>
  </message>
  <message>
   <source>「{name}」を住所・地番で地図に置く</source>
   <translation>Place “{name}” by addresses or lot numbers</translation>
  </message>
  <message>
   <source>「{name}」を別の文字コードで読み直す</source>
   <translation>Read “{name}” in another encoding</translation>
  </message>
  <message>
   <source>「{name}」を新しく加えましたが、台帳の「{other}」と同じ自治会かもしれません。確かめてください。</source>
   <translation>“{name}” came new, but may be “{other}” of the ledger. Check it.</translation>
  </message>
  <message>
   <source>「{name}」を書き出す</source>
   <translation>Write "{name}"</translation>
  </message>
  <message>
   <source>「{name}」を残したあとにデータが読み直されたため、どの{layer}だったか分かりません。</source>
   <translation>The data were read again after “{name}” was kept, so nobody can tell which features of {layer} they were.</translation>
  </message>
  <message>
   <source>「{name}」を測る</source>
   <translation>Measure "{name}"</translation>
  </message>
  <message>
   <source>「{name}」を読み直す</source>
   <translation>Read “{name}” again</translation>
  </message>
  <message>
   <source>「{name}」を読み込む</source>
   <translation>Read "{name}"</translation>
  </message>
  <message>
   <source>「{old}」を「{new}」に改める</source>
   <translation>Rename "{old}" to "{new}"</translation>
  </message>
  <message>
   <source>「{part}」の範囲に設計面がありません。</source>
   <translation>There is no design surface within “{part}”.</translation>
  </message>
  <message>
   <source>「{place}」が正しくありません: {why}</source>
   <translation>“{place}” is not right: {why}</translation>
  </message>
  <message>
   <source>「{place}」が長すぎます（{count} 字、{most} 字まで）。</source>
   <translation>"{place}" is too long ({count} letters, at most {most}).</translation>
  </message>
  <message>
   <source>「{place}」に、HTML や動作するスクリプトがあります。</source>
   <translation>“{place}” holds HTML or active script.</translation>
  </message>
  <message>
   <source>「{place}」に、個人の情報と見える文字があります。</source>
   <translation>“{place}” holds what looks like something personal.</translation>
  </message>
  <message>
   <source>「{place}」に、個人の氏名や携帯電話、メールアドレスがあります。</source>
   <translation>“{place}” holds a person’s name, mobile telephone or mail address.</translation>
  </message>
  <message>
   <source>「{place}」に知らない項目「{name}」があります。</source>
   <translation>“{place}” has an unknown member “{name}”.</translation>
  </message>
  <message>
   <source>「{place}」の valid_until が valid_from より前です。</source>
   <translation>valid_until of “{place}” lies before valid_from.</translation>
  </message>
  <message>
   <source>「{place}」の「{url}」は https:// か http:// で始めてください。</source>
   <translation>“{url}” of “{place}” must begin with https:// or http://.</translation>
  </message>
  <message>
   <source>「{place}」の「{value}」は使えません。使えるもの: {known}</source>
   <translation>“{value}” cannot be used in “{place}”. Possible: {known}</translation>
  </message>
  <message>
   <source>「{place}」のおすすめに、url・contact・office のどれかが必要です。</source>
   <translation>The offer “{place}” needs one of url, contact and office.</translation>
  </message>
  <message>
   <source>「{place}」のおすすめに条件（when）がありません。</source>
   <translation>The offer “{place}” has no condition (when).</translation>
  </message>
  <message>
   <source>「{place}」の担当「{office}」が offices にありません。</source>
   <translation>The office “{office}” of “{place}” is not among the offices.</translation>
  </message>
  <message>
   <source>「{place}」の文にある {{{field}}} を、どのレイヤの fields も示していません。</source>
   <translation>No layer names a field for {{{field}}} in the text of “{place}”.</translation>
  </message>
  <message>
   <source>「{place}」の点が多すぎます（{count} 点、最大 {most} 点）。</source>
   <translation>“{place}” has too many points ({count}, at most {most}).</translation>
  </message>
  <message>
   <source>「{place}」の線が交わっているか、面になっていません。</source>
   <translation>The lines of “{place}” cross, or are no area.</translation>
  </message>
  <message>
   <source>「{place}」は 0 以上の数にしてください（{value}）。</source>
   <translation>“{place}” must be 0 or more ({value}).</translation>
  </message>
  <message>
   <source>「{place}」は {choices} のどれかにしてください（今は「{value}」）。</source>
   <translation>"{place}" must be one of {choices} (now "{value}").</translation>
  </message>
  <message>
   <source>「{place}」を読めません。書き方か値の種類が違います。</source>
   <translation>“{place}” cannot be read: wrong form or kind of value.</translation>
  </message>
  <message>
   <source>「{relation}」に形のない地物が {count:,} 件あります（形が未登録 {null:,} 件、空の形 {empty:,} 件）。表にだけ表示します。</source>
   <translation>“{relation}” has {count:,} features without a shape ({null:,} not recorded, {empty:,} empty). They are shown in the table only.</translation>
  </message>
  <message>
   <source>「{relation}」の {count:,} 件は形を読めない種類のため、属性だけを読み込みました。</source>
   <translation>{count:,} features of “{relation}” have shapes of a kind that cannot be read; only their attributes were read.</translation>
  </message>
  <message>
   <source>「{relation}」の {count:,} 件は曲線を含むため、折れ線に直して表示します。</source>
   <translation>{count:,} features of “{relation}” have curves, which are shown as lines.</translation>
  </message>
  <message>
   <source>「{relation}」の列 {columns} は、文字で表せない種類か、見る権限がないため、読み込みません。</source>
   <translation>Columns {columns} of “{relation}” are not read: they cannot be shown as text, or you may not see them.</translation>
  </message>
  <message>
   <source>「{relation}」の列「{column}」の {count:,} 件は、日付として表せない値（無期限など）です。</source>
   <translation>{count:,} values in column “{column}” of “{relation}” cannot be shown as dates (unlimited, for instance).</translation>
  </message>
  <message>
   <source>「{relation}」の形は {count} 種類の座標系で書かれているため、座標系ごとのレイヤに分けました。</source>
   <translation>The shapes of “{relation}” are in {count} coordinate systems and became a layer for each.</translation>
  </message>
  <message>
   <source>「{relation}」は {expected:,} 件あるはずですが、{count:,} 件だけが届きました。</source>
   <translation>“{relation}” should have {expected:,} rows, but only {count:,} arrived.</translation>
  </message>
  <message>
   <source>「{relation}」は見る権限がないため、読み込みません（{file}）。</source>
   <translation>“{relation}” is not read: you may not see it ({file}).</translation>
  </message>
  <message>
   <source>「{relation}」を読んでいます（{rows:,} 件）</source>
   <translation>Reading “{relation}” ({rows:,})</translation>
  </message>
  <message>
   <source>「{sign}」</source>
   <translation>“{sign}”</translation>
  </message>
  <message>
   <source>「{standard}」にない項目を、後ろに付けました: {columns}</source>
   <translation>Columns that “{standard}” does not know were put at the end: {columns}</translation>
  </message>
  <message>
   <source>「{standard}」に必要な項目が空欄です: {columns}</source>
   <translation>Columns that “{standard}” requires are empty: {columns}</translation>
  </message>
  <message>
   <source>「{standard}」のうち、次の項目は公開する列がなく空欄です: {columns}</source>
   <translation>These columns of “{standard}” are empty for lack of a published column: {columns}</translation>
  </message>
  <message>
   <source>「{table}」は、置き換えると失われるものがあるため、置き換えません（{what}）。</source>
   <translation>“{table}” is not replaced because something would be lost ({what}).</translation>
  </message>
  <message>
   <source>「{text}」</source>
   <translation>"{text}"</translation>
  </message>
  <message>
   <source>「{text}」が、このプロジェクトのデータに見つかりません。</source>
   <translation>“{text}” was not found in the data of this project.</translation>
  </message>
  <message>
   <source>「{text}」という自治会は、台帳にありません。</source>
   <translation>The ledger holds no association called “{text}”.</translation>
  </message>
  <message>
   <source>「{text}」など {count} 種</source>
   <translation>"{text}" and others, {count} in all</translation>
  </message>
  <message>
   <source>「{text}」の自治会を調べる</source>
   <translation>Look up the association of “{text}”</translation>
  </message>
  <message>
   <source>「{title}」は公開できません。{reason}</source>
   <translation>“{title}” cannot be published. {reason}</translation>
  </message>
  <message>
   <source>「{title}」をファイルにしています</source>
   <translation>Writing files of “{title}”</translation>
  </message>
  <message>
   <source>「{value}」（{layer}）は、規制の一覧にない値です。</source>
   <translation>“{value}” ({layer}) is not in the table of regulations.</translation>
  </message>
  <message>
   <source>「{what}」が、見出しでは {said:,}、実際は {found:,} です。</source>
   <translation>There are {found:,} of “{what}”, not {said:,} as the header says.</translation>
  </message>
  <message>
   <source>「{what}」がファイルの外を指しています。</source>
   <translation>“{what}” points outside of the file.</translation>
  </message>
  <message>
   <source>「〜」など、Shapefile では別の符号になる {count:,} 文字を、同じ形の文字にしました。</source>
   <translation>{count:,} letters such as “〜” that have another code in Shapefiles became letters of the same look.</translation>
  </message>
  <message>
   <source>「かつ」か「または」</source>
   <translation>“かつ” (and) or “または” (or)</translation>
  </message>
  <message>
   <source>「なし」</source>
   <translation>none</translation>
  </message>
  <message>
   <source>「の中」「に重なる」「から 50 m 以内」のどれか</source>
   <translation>one of “の中” (inside), “に重なる” (touches), “から 50 m 以内” (within 50 m)</translation>
  </message>
  <message>
   <source>「データの場所を直す」で今ある場所を指定してください。</source>
   <translation>Use "Point to the data again" to say where they are now.</translation>
  </message>
  <message>
   <source>「公開しない」と決めたレイヤです。</source>
   <translation>This layer was marked “do not publish”.</translation>
  </message>
  <message>
   <source>「小さな数を空欄にする」を選ぶか、広い区域に集計してください。</source>
   <translation>Choose “Leave small numbers blank”, or aggregate to larger areas.</translation>
  </message>
  <message>
   <source>「自治会」などを除いて一致（要確認）</source>
   <translation>same but for the kind of body (to be confirmed)</translation>
  </message>
  <message>
   <source>「部位」などの列に、天端・法面・小段のどれかを書いてください。</source>
   <translation>Write what each area is (the Japanese words for crown, slope or berm) into a column for parts.</translation>
  </message>
  <message>
   <source>「長崎市」のように、利用者が書くべき名前を入れてください。</source>
   <translation>Enter the name that users shall write, such as that of the city.</translation>
  </message>
  <message>
   <source>あとの想定</source>
   <translation>Second scenario</translation>
  </message>
  <message>
   <source>あとの想定だけで浸水</source>
   <translation>Flooded in the second scenario only</translation>
  </message>
  <message>
   <source>あとの想定で {depth}</source>
   <translation>Second scenario: {depth}</translation>
  </message>
  <message>
   <source>あとの想定で浅くなる棟数</source>
   <translation>Buildings in shallower water in the second scenario</translation>
  </message>
  <message>
   <source>あとの想定で深くなる棟数</source>
   <translation>Buildings in deeper water in the second scenario</translation>
  </message>
  <message>
   <source>あとの想定の方が浅い</source>
   <translation>Shallower in the second scenario</translation>
  </message>
  <message>
   <source>あとの想定の方が深い</source>
   <translation>Deeper in the second scenario</translation>
  </message>
  <message>
   <source>あとの想定の棟数</source>
   <translation>Buildings in the second scenario</translation>
  </message>
  <message>
   <source>あり</source>
   <translation>yes</translation>
  </message>
  <message>
   <source>あるもの: {layers}</source>
   <translation>There are: {layers}</translation>
  </message>
  <message>
   <source>あるレイヤ: {layers}</source>
   <translation>Layers: {layers}</translation>
  </message>
  <message>
   <source>ある項目: {attributes}</source>
   <translation>Attributes: {attributes}</translation>
  </message>
  <message>
   <source>あれば精度が上がる補正パラメータ</source>
   <translation>Correction grids that would be more accurate</translation>
  </message>
  <message>
   <source>いいえ</source>
   <translation>no</translation>
  </message>
  <message>
   <source>いちばん近いのは「{name}」（約 {metres} m）です。</source>
   <translation>The nearest one is “{name}” (about {metres} m).</translation>
  </message>
  <message>
   <source>いつのデータか（時点）がありません。</source>
   <translation>It is not said of what date the data tell.</translation>
  </message>
  <message>
   <source>いつの状況か。例: 2026-04-01、2026-04、2026</source>
   <translation>As of when, e.g. 2026-04-01, 2026-04, 2026</translation>
  </message>
  <message>
   <source>うち住宅</source>
   <translation>of them dwellings</translation>
  </message>
  <message>
   <source>うち収容人数を超える避難先</source>
   <translation>Of these, shelters over capacity</translation>
  </message>
  <message>
   <source>うち想定に掛かる医療機関</source>
   <translation>Of these hospitals in the hazard</translation>
  </message>
  <message>
   <source>うち想定に掛かる学校</source>
   <translation>Of these schools in the hazard</translation>
  </message>
  <message>
   <source>うち想定に掛かる施設</source>
   <translation>Of these, facilities reached</translation>
  </message>
  <message>
   <source>うち想定に掛かる福祉施設</source>
   <translation>Of these homes in the hazard</translation>
  </message>
  <message>
   <source>うち想定区域の中の避難先</source>
   <translation>Of these, shelters inside the hazard</translation>
  </message>
  <message>
   <source>おすすめ「{id}」の条件にある規制「{regulation}」が一覧にありません。</source>
   <translation>The regulation “{regulation}” that the offer “{id}” goes by is not in the table.</translation>
  </message>
  <message>
   <source>お使いになるときは「出典: {credit}」と書いてください。</source>
   <translation>When you use it, write “Source: {credit}”.</translation>
  </message>
  <message>
   <source>お知らせ</source>
   <translation>Note</translation>
  </message>
  <message>
   <source>かな</source>
   <translation>Reading</translation>
  </message>
  <message>
   <source>か所</source>
   <translation>places</translation>
  </message>
  <message>
   <source>くらべる</source>
   <translation>Compare</translation>
  </message>
  <message>
   <source>ここに PLATEAU の zip や Shapefile をドラッグしてください</source>
   <translation>Drag a PLATEAU zip or a Shapefile here</translation>
  </message>
  <message>
   <source>この PC では 3D の絵を描けませんでした。</source>
   <translation>This PC could not draw the 3D picture.</translation>
  </message>
  <message>
   <source>このほか {count} 棟は、どちらかの想定で未確認です。</source>
   <translation>A further {count} buildings are not known in one of the two scenarios.</translation>
  </message>
  <message>
   <source>このままでよい</source>
   <translation>Leave it as it is</translation>
  </message>
  <message>
   <source>このままでよい（どの自治会にも入らない所）</source>
   <translation>Leave it as it is (it belongs to no association)</translation>
  </message>
  <message>
   <source>このままでよい（別の自治会）</source>
   <translation>Leave it as it is (two associations)</translation>
  </message>
  <message>
   <source>このままでよい（穴は正しい）</source>
   <translation>Leave it as it is (the hole is right)</translation>
  </message>
  <message>
   <source>このままでよい（飛び地は正しい）</source>
   <translation>Leave it as it is (the parts are right)</translation>
  </message>
  <message>
   <source>このままとした</source>
   <translation>Left as it is</translation>
  </message>
  <message>
   <source>このデータは見るためのもので、二次利用はできません。</source>
   <translation>These data are for viewing; they may not be reused.</translation>
  </message>
  <message>
   <source>このプログラムについて</source>
   <translation>About this program</translation>
  </message>
  <message>
   <source>このレイヤは公開しない</source>
   <translation>Do not publish this layer</translation>
  </message>
  <message>
   <source>このレイヤは公開しないと決められています。</source>
   <translation>This layer was marked as not to be published.</translation>
  </message>
  <message>
   <source>この住所は {count} つの自治会に分かれています: {names}。番地まで入れると絞れます。</source>
   <translation>This address is divided among {count} associations: {names}. A house number narrows it down.</translation>
  </message>
  <message>
   <source>この列を公開の項目から外してください。</source>
   <translation>Take this column out of what is published.</translation>
  </message>
  <message>
   <source>この列を外すか、元のデータでその文字を消すか、絞り込みでその行を除いてください。</source>
   <translation>Take this column out, remove these letters from the data, or filter these rows out.</translation>
  </message>
  <message>
   <source>この区域が終わった日</source>
   <translation>Area until</translation>
  </message>
  <message>
   <source>この区域になった日</source>
   <translation>Area since</translation>
  </message>
  <message>
   <source>この区域に日影規制の指定はありません。高さ 10 m を超える建物の影が、となりの規制区域に落ちるときは、その規制がかかります（法56条の2第4項）。</source>
   <translation>No shadow regulation is designated here. Where the shadow of a building higher than 10 m falls into a neighbouring regulated area, that area's rule applies (Act 56-2(4)).</translation>
  </message>
  <message>
   <source>この区域の有効期間（はじめの日）</source>
   <translation>First day of the area</translation>
  </message>
  <message>
   <source>この区域を「公開しない区域」に加えてください。</source>
   <translation>Add this area to the areas kept back.</translation>
  </message>
  <message>
   <source>この地域を含むモデルを補正ファイルのフォルダーに置くか、ジオイド高を指定してください。</source>
   <translation>Put a model that covers this region into the folder of corrections, or state the geoid height.</translation>
  </message>
  <message>
   <source>この対応点では、斜めに見た画像として置けません。</source>
   <translation>With these control points the picture cannot be placed as one seen at a slant.</translation>
  </message>
  <message>
   <source>この差分は、別の版に対するものです（必要な版: {wanted}、手元の版: {held}）。</source>
   <translation>These changes are for another version (needed: {wanted}, at hand: {held}).</translation>
  </message>
  <message>
   <source>この建物には外形がないため、敷地を推定できません。</source>
   <translation>This building has no outline, so no lot can be estimated.</translation>
  </message>
  <message>
   <source>この建物の形が未確認のため、どの自治会か分かりません。</source>
   <translation>The shape of this building is unknown, so its association is too.</translation>
  </message>
  <message>
   <source>この文字を消すか、「」で囲んでください。</source>
   <translation>Delete it, or put it in 「」.</translation>
  </message>
  <message>
   <source>この日に有効な自治会が、台帳にありません。</source>
   <translation>The ledger holds no association that is valid on this day.</translation>
  </message>
  <message>
   <source>この種類のレイヤには、公開する列がありません。</source>
   <translation>Layers of this kind have no columns to publish.</translation>
  </message>
  <message>
   <source>この種類のレイヤ（{kind}）は、公開できません。</source>
   <translation>Layers of this kind ({kind}) cannot be published.</translation>
  </message>
  <message>
   <source>この線の上では地盤の高さが分からないため、断面を作れません。</source>
   <translation>No cut can be made: the height of the ground is not known along this line.</translation>
  </message>
  <message>
   <source>この自治会を対象とする避難先</source>
   <translation>Shelters meant for this association</translation>
  </message>
  <message>
   <source>この規制の資料（レイヤ）がありません。</source>
   <translation>There is no layer for this regulation.</translation>
  </message>
  <message>
   <source>この避難先も想定区域の中です</source>
   <translation>This shelter lies in the hazard area too</translation>
  </message>
  <message>
   <source>この重なりは、合意済みとは記録されていません。</source>
   <translation>This overlap is not recorded as agreed.</translation>
  </message>
  <message>
   <source>この重なりは、合意済みと記録されています。</source>
   <translation>This overlap is recorded as agreed.</translation>
  </message>
  <message>
   <source>ごみステーションの数</source>
   <translation>Waste stations</translation>
  </message>
  <message>
   <source>しばらく待ってから、もう一度読み込んでください。</source>
   <translation>Wait a while and read it again.</translation>
  </message>
  <message>
   <source>すき間</source>
   <translation>Gap</translation>
  </message>
  <message>
   <source>すでに取り込み済みの写真です。</source>
   <translation>The photo was taken in before.</translation>
  </message>
  <message>
   <source>すべて</source>
   <translation>All</translation>
  </message>
  <message>
   <source>すべてのパソコンに同じ版の gisapp を入れ、ワーカーを動かし直してください。</source>
   <translation>Install the same version of gisapp on all PCs and start the workers again.</translation>
  </message>
  <message>
   <source>すべてのレイヤを表示する</source>
   <translation>Show all layers</translation>
  </message>
  <message>
   <source>すべてのレイヤを隠す</source>
   <translation>Hide all layers</translation>
  </message>
  <message>
   <source>すべての想定</source>
   <translation>All hazards</translation>
  </message>
  <message>
   <source>すべての時間</source>
   <translation>All times</translation>
  </message>
  <message>
   <source>すべての時間を見る</source>
   <translation>Show all times</translation>
  </message>
  <message>
   <source>すべて表示する</source>
   <translation>Show all</translation>
  </message>
  <message>
   <source>すべて隠す</source>
   <translation>Hide all</translation>
  </message>
  <message>
   <source>そう判断した理由</source>
   <translation>Reasons for that</translation>
  </message>
  <message>
   <source>そこにはもう境界の点があります。</source>
   <translation>There is a boundary point already.</translation>
  </message>
  <message>
   <source>そこに区域の境界がありません。</source>
   <translation>There is no boundary of an area here.</translation>
  </message>
  <message>
   <source>そこに境界の点がありません。</source>
   <translation>There is no boundary point here.</translation>
  </message>
  <message>
   <source>そのほかの属性</source>
   <translation>Other attributes</translation>
  </message>
  <message>
   <source>そのほか（{count} 種）</source>
   <translation>Others ({count} kinds)</translation>
  </message>
  <message>
   <source>そのファイルを開いているプログラムを閉じるか、別の場所に保存してください。</source>
   <translation>Close the program that has the file open, or save it elsewhere.</translation>
  </message>
  <message>
   <source>そのファイルを開いているプログラムを閉じるか、別の場所を選んでください。</source>
   <translation>Close the program that has the file open, or choose another place.</translation>
  </message>
  <message>
   <source>その他</source>
   <translation>Other</translation>
  </message>
  <message>
   <source>その想定収容人数（徒歩）</source>
   <translation>Its capacity (on foot)</translation>
  </message>
  <message>
   <source>その想定収容人数（災害の種別は未確認）</source>
   <translation>Its capacity (kind of disaster not confirmed)</translation>
  </message>
  <message>
   <source>その想定収容人数（直線）</source>
   <translation>Its capacity (straight line)</translation>
  </message>
  <message>
   <source>その点をドラッグして動かしてください。</source>
   <translation>Drag that point to move it.</translation>
  </message>
  <message>
   <source>その行を消してください。トークンは環境変数 GISAPP_BROKER_TOKEN に置きます。</source>
   <translation>Remove that line. The token belongs in the environment variable GISAPP_BROKER_TOKEN.</translation>
  </message>
  <message>
   <source>その行を消してください。パスワードは、接続するときに入力するか、PostgreSQL のパスワードファイル（pgpass）に置きます。</source>
   <translation>Delete that line. The password is typed when connecting, or stands in the password file of PostgreSQL (pgpass).</translation>
  </message>
  <message>
   <source>その避難先へ向かう世帯（推計）</source>
   <translation>Households that go to these shelters (estimate)</translation>
  </message>
  <message>
   <source>その避難先へ向かう人（推計）</source>
   <translation>People who go to these shelters (estimate)</translation>
  </message>
  <message>
   <source>ため池</source>
   <translation>Reservoir</translation>
  </message>
  <message>
   <source>ため池のランクは洪水のランクと区切りが違います。1m以上2m未満と2m以上3m未満は手引きでは同じ色です。</source>
   <translation>The ranks of reservoirs have other limits than those of rivers. In the guideline 1 to 2 m and 2 to 3 m have the same colour.</translation>
  </message>
  <message>
   <source>ため池の浸水ランク</source>
   <translation>Flood rank of reservoirs</translation>
  </message>
  <message>
   <source>ため池浸水ランク（最大）</source>
   <translation>Reservoir flood rank (highest)</translation>
  </message>
  <message>
   <source>ため池浸水深（最大）</source>
   <translation>Reservoir flood depth (greatest)</translation>
  </message>
  <message>
   <source>つなぐ</source>
   <translation>Join</translation>
  </message>
  <message>
   <source>どちらかの点を消してください。</source>
   <translation>Remove one of them.</translation>
  </message>
  <message>
   <source>どちらかを満たす（「かつ」が先。かっこで変えられる）</source>
   <translation>either holds (“かつ” binds first; brackets change that)</translation>
  </message>
  <message>
   <source>どちらも該当</source>
   <translation>Both</translation>
  </message>
  <message>
   <source>どの区域にも入らない</source>
   <translation>In no area</translation>
  </message>
  <message>
   <source>どの区域にも入らない住宅が {places} か所に点在しています（建物 {buildings} 棟、うち住宅 {dwellings} 棟）。</source>
   <translation>Houses that are in no area stand alone in {places} places ({buildings} buildings, {dwellings} of them homes).</translation>
  </message>
  <message>
   <source>どの地域も敷地の過半になりません（最大 {share} %）。</source>
   <translation>No zone has the greater part of the site (at most {share} %).</translation>
  </message>
  <message>
   <source>どの版でも二つ以上の自治会に入る所が {count} か所あります。統合した図では一つの自治会に入れました（重なりは、点検で「合意のある重なり」にできます）。</source>
   <translation>{count} places lie in two associations or more in every version. In the merged map each went to one (the checks can mark an overlap as agreed).</translation>
  </message>
  <message>
   <source>どの自治会の区域かを決めた</source>
   <translation>Decided which association a place belongs to</translation>
  </message>
  <message>
   <source>どの自治会の区域か分かりません。</source>
   <translation>It is not clear whose area is meant.</translation>
  </message>
  <message>
   <source>どの自治会の区域にも入っていません（未組織）。</source>
   <translation>It lies in the area of no association (unorganised).</translation>
  </message>
  <message>
   <source>どの部署の図によるかを決めた</source>
   <translation>Decided which department's map is followed</translation>
  </message>
  <message>
   <source>なくなった件数</source>
   <translation>Removed</translation>
  </message>
  <message>
   <source>なくなった列</source>
   <translation>Columns removed</translation>
  </message>
  <message>
   <source>なし（内容がすべて同じものを同じとみなしています）</source>
   <translation>none (equal is what is equal in every respect)</translation>
  </message>
  <message>
   <source>のりば</source>
   <translation>Platform</translation>
  </message>
  <message>
   <source>はい</source>
   <translation>yes</translation>
  </message>
  <message>
   <source>はじめの{count}件</source>
   <translation>The first {count}</translation>
  </message>
  <message>
   <source>はじめの眺めに戻る</source>
   <translation>Back to the first view</translation>
  </message>
  <message>
   <source>ほかの gisapp が「{name}」を読み込んでいるため、終わるのを待っています…</source>
   <translation>Another gisapp is reading “{name}”; waiting for it to finish…</translation>
  </message>
  <message>
   <source>ほかの {files:,} 個のファイルでも、同じこと（{code}）が {count:,} 件ありました。</source>
   <translation>In {files:,} more files the same ({code}) occurred {count:,} times.</translation>
  </message>
  <message>
   <source>ほかのパソコンで開いていないか、ディスクの空きと書き込みの権限を確かめてください。</source>
   <translation>See whether another PC has it open, whether the disk has room, and whether you may write there.</translation>
  </message>
  <message>
   <source>ほかのプログラムが開いていないか、書き込める場所かを確かめてください。</source>
   <translation>Make sure that no other program has it open and that it may be written to.</translation>
  </message>
  <message>
   <source>ほかのプログラムで開いていないか、見る権限があるか、つながっているかを確かめてください。</source>
   <translation>Check whether another program has it open, whether you may read it, and whether it is connected.</translation>
  </message>
  <message>
   <source>ほかのプログラムで開いていないか、見る権限があるか確かめてください。</source>
   <translation>Check whether another program has it open and whether you may read it.</translation>
  </message>
  <message>
   <source>ほかのプログラムを閉じてから、もう一度書き出してください。</source>
   <translation>Close other programs, then write it again.</translation>
  </message>
  <message>
   <source>ほかのプログラムを閉じてから、もう一度読み込んでください。</source>
   <translation>Close other programs and read it again.</translation>
  </message>
  <message>
   <source>ほかのプログラムを閉じるか、ファイルを分けてから、もう一度読み込んでください。</source>
   <translation>Close other programs or split the file, then read it again.</translation>
  </message>
  <message>
   <source>ほかの形式を選んでください。</source>
   <translation>Choose another format.</translation>
  </message>
  <message>
   <source>ほぼ平ら</source>
   <translation>Nearly level</translation>
  </message>
  <message>
   <source>まえの想定</source>
   <translation>First scenario</translation>
  </message>
  <message>
   <source>まえの想定だけで浸水</source>
   <translation>Flooded in the first scenario only</translation>
  </message>
  <message>
   <source>まえの想定での区分</source>
   <translation>Class in the first scenario</translation>
  </message>
  <message>
   <source>まえの想定の棟数</source>
   <translation>Buildings in the first scenario</translation>
  </message>
  <message>
   <source>まだ承認されていません。</source>
   <translation>Not approved yet.</translation>
  </message>
  <message>
   <source>まとめたファイル（zip）</source>
   <translation>All in one file (zip)</translation>
  </message>
  <message>
   <source>まとめた報告の数</source>
   <translation>Reports put together</translation>
  </message>
  <message>
   <source>まとめた災害情報「{title}」を分ける</source>
   <translation>Take apart the damage report “{title}”</translation>
  </message>
  <message>
   <source>まとめる報告が、もうありません。</source>
   <translation>The reports to be put together are gone.</translation>
  </message>
  <message>
   <source>まわりの 12 点に合わせた面の傾き（0°は水平、90°は垂直）です。表示するときに計算するため、遠くから粗く見たときと近くで細かく見たときでは、少し違うことがあります。</source>
   <translation>Slope of the plane fitted to the 12 points around (0° is level, 90° is upright). It is worked out when points are shown, so it may differ a little between the coarse view from afar and the fine one nearby.</translation>
  </message>
  <message>
   <source>まん中で分ける</source>
   <translation>Divide it along the middle</translation>
  </message>
  <message>
   <source>もう一度スキャンするか、ファイルを受け取り直してください。</source>
   <translation>Scan it again, or get the file again.</translation>
  </message>
  <message>
   <source>もう一度受け取り直してください。</source>
   <translation>Receive it again.</translation>
  </message>
  <message>
   <source>もう一度審査してから承認してください。</source>
   <translation>Review it again before you approve it.</translation>
  </message>
  <message>
   <source>もう一度点検してください。</source>
   <translation>Check again.</translation>
  </message>
  <message>
   <source>やり直す</source>
   <translation>Redo</translation>
  </message>
  <message>
   <source>やり直す: {step}</source>
   <translation>Redo: {step}</translation>
  </message>
  <message>
   <source>よみ</source>
   <translation>Reading (kana)</translation>
  </message>
  <message>
   <source>アフィン変換（紙の伸び縮みも）</source>
   <translation>Affine (paper that stretched, too)</translation>
  </message>
  <message>
   <source>エラー</source>
   <translation>Error</translation>
  </message>
  <message>
   <source>オープン・データベース・ライセンス 1.0（ODbL）</source>
   <translation>Open Database License 1.0 (ODbL)</translation>
  </message>
  <message>
   <source>カメラ</source>
   <translation>Camera</translation>
  </message>
  <message>
   <source>カラー画像</source>
   <translation>Colour picture</translation>
  </message>
  <message>
   <source>キーの一覧</source>
   <translation>Keys</translation>
  </message>
  <message>
   <source>クラスタ（{address}）で読み込むための部品 dask がありません。</source>
   <translation>The part dask, needed to read on a cluster ({address}), is not installed.</translation>
  </message>
  <message>
   <source>クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）</source>
   <translation>Creative Commons Attribution 4.0 International (CC BY 4.0)</translation>
  </message>
  <message>
   <source>クリックで選ぶ</source>
   <translation>Select by click</translation>
  </message>
  <message>
   <source>グラフィックカードで描いています</source>
   <translation>Drawn by the graphics card</translation>
  </message>
  <message>
   <source>グループ「{name}」を解く</source>
   <translation>Dissolve group "{name}"</translation>
  </message>
  <message>
   <source>グループを表示する</source>
   <translation>Show a group</translation>
  </message>
  <message>
   <source>グループを隠す</source>
   <translation>Hide a group</translation>
  </message>
  <message>
   <source>ケーブルカー</source>
   <translation>Cable tram</translation>
  </message>
  <message>
   <source>コピーや取得が途中で終わっていないか確かめてください。</source>
   <translation>Check whether copying or downloading stopped half-way.</translation>
  </message>
  <message>
   <source>コースの重なり</source>
   <translation>Overlap</translation>
  </message>
  <message>
   <source>コードか名称を確かめてください。</source>
   <translation>Check the code or the name.</translation>
  </message>
  <message>
   <source>コードで一致</source>
   <translation>same code</translation>
  </message>
  <message>
   <source>コードの意味でもコードそのものでもよい</source>
   <translation>the meaning of a code, or the code itself</translation>
  </message>
  <message>
   <source>コードリスト {file} を読み込めなかったため、標準のコード表で読み替えました。{reason}</source>
   <translation>Code list {file} could not be read, so the standard codes were used. {reason}</translation>
  </message>
  <message>
   <source>コードリスト {list} がデータにないか、コードが載っていないため、標準のコード表で読み替えました。</source>
   <translation>Code list {list} is not among the data or lacks the code, so the standard codes were used.</translation>
  </message>
  <message>
   <source>コードリスト {list} にないコード（{code} など）があります。コードのまま表示します。</source>
   <translation>Codes that are not in code list {list} (such as {code}) are shown as they are.</translation>
  </message>
  <message>
   <source>ジオイド・モデル「{geoid}」は、このあたりの値を持っていません。</source>
   <translation>The geoid model “{geoid}” has no values here.</translation>
  </message>
  <message>
   <source>ジオイド・モデルがないため、楕円体高は目の粗い EGM96（このあたりで {least:.1f}～{most:.1f} m）で求めました。本当の高さと最大 {error:.0f} m ほど違います。国土地理院の JPGEO2024 を補正ファイルのフォルダーに置くか、ジオイド高を指定すると正しくなります。</source>
   <translation>Without a geoid model ellipsoidal heights were taken from the coarse EGM96 ({least:.1f} to {most:.1f} m here). They are up to about {error:.0f} m off. Put JPGEO2024 of the GSI into the folder of corrections, or state the geoid height.</translation>
  </message>
  <message>
   <source>ジオイド・モデルがないため、楕円体高を求められません。</source>
   <translation>Without a geoid model ellipsoidal heights cannot be found.</translation>
  </message>
  <message>
   <source>ジオイド・モデルのファイル {file} を読み取れません。</source>
   <translation>The geoid model {file} cannot be read.</translation>
  </message>
  <message>
   <source>スキャンした地図「{name}」を置く</source>
   <translation>Place the scanned map “{name}”</translation>
  </message>
  <message>
   <source>スキャンした地図「{name}」を読む</source>
   <translation>Read the scanned map “{name}”</translation>
  </message>
  <message>
   <source>スケジューラ {address} につながりません。</source>
   <translation>The scheduler {address} cannot be reached.</translation>
  </message>
  <message>
   <source>スケジューラ {address} にワーカーが一つもありません。</source>
   <translation>The scheduler {address} has no workers.</translation>
  </message>
  <message>
   <source>スケジューラとワーカーが動いているか確かめて、もう一度読み込むか、スケジューラの指定をやめてください。</source>
   <translation>Check that the scheduler and the workers are running and read again, or do without a scheduler.</translation>
  </message>
  <message>
   <source>タイル {tile} に、公開すると決めていないレイヤ「{layer}」があります。</source>
   <translation>Tile {tile} holds layer “{layer}”, which is not to be published.</translation>
  </message>
  <message>
   <source>タイル {tile} のレイヤ「{layer}」に、公開すると決めていない項目「{field}」があります。</source>
   <translation>Tile {tile} holds attribute “{field}” of layer “{layer}”, which is not to be published.</translation>
  </message>
  <message>
   <source>タイル {tile} の画像に、撮影情報などの付加情報（{what}）があります。</source>
   <translation>The picture of tile {tile} holds hidden information ({what}).</translation>
  </message>
  <message>
   <source>タイル {tile} は、見出しの範囲の外です。</source>
   <translation>Tile {tile} lies outside of the bounds of the header.</translation>
  </message>
  <message>
   <source>タイル {tile} は、見出しの縮尺 {low}～{high} の外です。</source>
   <translation>Tile {tile} lies outside of zooms {low} to {high} of the header.</translation>
  </message>
  <message>
   <source>タイル {tile} を読めません: {detail}</source>
   <translation>Tile {tile} cannot be read: {detail}</translation>
  </message>
  <message>
   <source>タイルにする図形がありません。</source>
   <translation>There are no shapes for tiles.</translation>
  </message>
  <message>
   <source>タイルの目次が番号の順になっていません（{number}）。</source>
   <translation>The directory of tiles is not in the order of their numbers ({number}).</translation>
  </message>
  <message>
   <source>タイルの目次を読めません: {detail}</source>
   <translation>The directory of tiles cannot be read: {detail}</translation>
  </message>
  <message>
   <source>タイルの説明（メタデータ）に、公開してはならないもの（{what}）があります: {text}</source>
   <translation>The metadata of the tiles hold something that must not be published ({what}): {text}</translation>
  </message>
  <message>
   <source>タイルの説明（メタデータ）に、公開すると決めていない項目「{key}」があります。</source>
   <translation>The metadata of the tiles hold an entry that is not to be published, “{key}”.</translation>
  </message>
  <message>
   <source>タイルの説明（メタデータ）を読めません: {detail}</source>
   <translation>The metadata of the tiles cannot be read: {detail}</translation>
  </message>
  <message>
   <source>タグを消して、文字だけにしてください。</source>
   <translation>Remove the tags and leave only the words.</translation>
  </message>
  <message>
   <source>ディスクの空きと、ファイルのある場所（共有フォルダなど）につながっているかを確かめてください。</source>
   <translation>Check the free space on the disk, and whether the place of the file (such as a shared folder) is connected.</translation>
  </message>
  <message>
   <source>ディスクの空きと、フォルダに書き込む権限があるかを確かめてください。</source>
   <translation>Check whether the disk has room and whether you may write to the folder.</translation>
  </message>
  <message>
   <source>ディスクの空きと、書き込めるフォルダかどうかを確かめてください。</source>
   <translation>Check the space on the disk and whether the folder may be written to.</translation>
  </message>
  <message>
   <source>ディスクの空きと、書き込める場所かどうかを確かめてください。</source>
   <translation>Check whether the disk has room and whether the place may be written to.</translation>
  </message>
  <message>
   <source>データ</source>
   <translation>Data</translation>
  </message>
  <message>
   <source>データがなく確かめていない条件</source>
   <translation>Conditions not checked for lack of data</translation>
  </message>
  <message>
   <source>データが見つからないときは、先に場所を指定し直してください。</source>
   <translation>If the data are missing, point to them again first.</translation>
  </message>
  <message>
   <source>データごとに選んでください。市のウェブサイトの条件はデータの条件ではありません。</source>
   <translation>Choose it for each data set. The terms of the city’s web site are not those of its data.</translation>
  </message>
  <message>
   <source>データと読み込み先（GISAPP_STORES）を、すべてのパソコンから同じパスで見える共有フォルダに置いてください。</source>
   <translation>Put the data and the folder of converted cities (GISAPP_STORES) into a shared folder that all PCs see under the same path.</translation>
  </message>
  <message>
   <source>データになし</source>
   <translation>Not in data</translation>
  </message>
  <message>
   <source>データのフォルダの外（{file}）を指す参照があったため、読み込みませんでした。</source>
   <translation>A reference to outside the folder of the data ({file}) was not followed.</translation>
  </message>
  <message>
   <source>データの一覧</source>
   <translation>List of data</translation>
  </message>
  <message>
   <source>データの作成者に座標系を確かめ、別の座標系を選んでください。</source>
   <translation>Ask who made the data for the coordinate system, and choose another one.</translation>
  </message>
  <message>
   <source>データの場所</source>
   <translation>Place of the data</translation>
  </message>
  <message>
   <source>データの場所を指定し直してから、もう一度試してください。</source>
   <translation>Point to where the data lie now and try again.</translation>
  </message>
  <message>
   <source>データの場所を指定し直す</source>
   <translation>Point to the data again</translation>
  </message>
  <message>
   <source>データの場所を指定し直す…</source>
   <translation>Point to the data again…</translation>
  </message>
  <message>
   <source>データの座標系を確かめ、読み込みの設定で選んでください。</source>
   <translation>Check the coordinate system of the data, and choose it in the import settings.</translation>
  </message>
  <message>
   <source>データの日時</source>
   <translation>Time of the data</translation>
  </message>
  <message>
   <source>データの時点</source>
   <translation>Date of the data</translation>
  </message>
  <message>
   <source>データを確かめ、正しければ、もう一度審査して承認してください。</source>
   <translation>Check the data and, if they are right, review and approve them again.</translation>
  </message>
  <message>
   <source>データを読み込む…</source>
   <translation>Read data…</translation>
  </message>
  <message>
   <source>データベース {database} に PostGIS がありません。</source>
   <translation>Database {database} has no PostGIS.</translation>
  </message>
  <message>
   <source>データベース {database}（{host}）が、この PC または利用者からの接続を断りました（{file}）。</source>
   <translation>The database {database} ({host}) refuses connections from this PC or user ({file}).</translation>
  </message>
  <message>
   <source>データベース {database}（{host}）に、{file} で読み込める表がありません。</source>
   <translation>The database {database} ({host}) has no table that {file} could read.</translation>
  </message>
  <message>
   <source>データベース {database}（{host}）に接続しています</source>
   <translation>Connecting to the database {database} ({host})</translation>
  </message>
  <message>
   <source>データベース {database}（{host}）に書き込むことは、この PC では許可されていません。</source>
   <translation>This PC may not write to database {database} ({host}).</translation>
  </message>
  <message>
   <source>データベース {database}（{host}）は、今は新しい接続を受け付けていません（{file}）。</source>
   <translation>The database {database} ({host}) takes no new connections now ({file}).</translation>
  </message>
  <message>
   <source>データベースが「{table}」への書き込みを断りました。</source>
   <translation>The database refused to write to “{table}”.</translation>
  </message>
  <message>
   <source>データベースが座標系 EPSG:{srid} を知りません。</source>
   <translation>The database does not know the system EPSG:{srid}.</translation>
  </message>
  <message>
   <source>データベースとして壊れています（{detail}）。</source>
   <translation>It is damaged as a database ({detail}).</translation>
  </message>
  <message>
   <source>データベースとの接続が、書き込みの途中で切れました。</source>
   <translation>The connection to the database broke while writing.</translation>
  </message>
  <message>
   <source>データベースと表</source>
   <translation>Database and table</translation>
  </message>
  <message>
   <source>データベースに表「{table}」がすでにあります。</source>
   <translation>The database has a table “{table}” already.</translation>
  </message>
  <message>
   <source>データベースの「{relation}」は、ほかの作業のために使えません（{file}）。</source>
   <translation>“{relation}” of the database is in use by other work ({file}).</translation>
  </message>
  <message>
   <source>データベースの「{relation}」は大きすぎて、この PC のメモリに入りません（{file}）。</source>
   <translation>“{relation}” of the database is too large for the memory of this PC ({file}).</translation>
  </message>
  <message>
   <source>データベースの「{relation}」を {timeout} 秒のうちに読み終わらなかったため、止めました（{file}）。</source>
   <translation>“{relation}” of the database could not be read within {timeout} seconds and was given up ({file}).</translation>
  </message>
  <message>
   <source>データベースの「{relation}」を見る権限がありません（{file}）。</source>
   <translation>You may not see “{relation}” of the database ({file}).</translation>
  </message>
  <message>
   <source>データベースの「{relation}」を読めません（{file}）。</source>
   <translation>“{relation}” of the database cannot be read ({file}).</translation>
  </message>
  <message>
   <source>データベースの「{schema}」がないか、表を作る権限がありません。</source>
   <translation>The database has no “{schema}”, or you may not make tables there.</translation>
  </message>
  <message>
   <source>データベースの「{table}」に書き込む権限がありません。</source>
   <translation>You may not write to “{table}” of the database.</translation>
  </message>
  <message>
   <source>データベースの「{table}」は、ほかの作業のために使えません。</source>
   <translation>“{table}” of the database is in use by other work.</translation>
  </message>
  <message>
   <source>データベースの中身は前のままです。</source>
   <translation>The database is as it was before.</translation>
  </message>
  <message>
   <source>データベースの管理者に、この PC からの接続を許す設定（pg_hba.conf）を頼んでください。</source>
   <translation>Ask the administrator of the database to allow connections from this PC (pg_hba.conf).</translation>
  </message>
  <message>
   <source>データベースの管理者に、その表やビューが正しく見られるか確かめてください。</source>
   <translation>Ask the administrator of the database whether that table or view works.</translation>
  </message>
  <message>
   <source>データベースの管理者に、読み取り（SELECT）の権限を頼んでください。</source>
   <translation>Ask the administrator of the database for the right to read it (SELECT).</translation>
  </message>
  <message>
   <source>データベースの管理者に頼んでください。</source>
   <translation>Ask the administrator of the database.</translation>
  </message>
  <message>
   <source>データベース（PostGIS の接続ファイル .gisdb）</source>
   <translation>Database (connection file .gisdb for PostGIS)</translation>
  </message>
  <message>
   <source>データ作成日</source>
   <translation>Created</translation>
  </message>
  <message>
   <source>データ数</source>
   <translation>Points</translation>
  </message>
  <message>
   <source>データ消滅日</source>
   <translation>Terminated</translation>
  </message>
  <message>
   <source>トロリーバス</source>
   <translation>Trolleybus</translation>
  </message>
  <message>
   <source>ネットワークと url を確かめてください。前に読み込んだ値は、時刻とともに表示されたままです。</source>
   <translation>Check the network and the url. The values that were read before stay visible with their times.</translation>
  </message>
  <message>
   <source>ネットワークにつながっているか、この PC からの接続が許されているかを管理者に確かめてください。</source>
   <translation>Check the network, and ask the administrator whether this PC may connect.</translation>
  </message>
  <message>
   <source>ハザードの表し方</source>
   <translation>How hazards are shown</translation>
  </message>
  <message>
   <source>ハザードの配色を変える</source>
   <translation>Change the colours of hazards</translation>
  </message>
  <message>
   <source>ハザードマップポータルサイトのタイルの凡例。</source>
   <translation>Legend of the tiles of the national hazard map portal.</translation>
  </message>
  <message>
   <source>バス</source>
   <translation>Bus</translation>
  </message>
  <message>
   <source>ファイル</source>
   <translation>File</translation>
  </message>
  <message>
   <source>ファイル(&amp;F)</source>
   <translation>&amp;File</translation>
  </message>
  <message>
   <source>ファイルがあるか、ほかで使われていないか確かめてください。</source>
   <translation>Make sure that the file is there and not in use elsewhere.</translation>
  </message>
  <message>
   <source>ファイルが壊れていないか確かめ、もう一度受け取り直してください。</source>
   <translation>Check whether the file is damaged, and obtain it again.</translation>
  </message>
  <message>
   <source>ファイルが途中で切れていないか確かめ、配布元から入手し直してください。</source>
   <translation>Check whether the file breaks off, and get it again from its publisher.</translation>
  </message>
  <message>
   <source>ファイルに座標系の記載がないため、この製品の座標系（{crs}）としました。</source>
   <translation>The file names no coordinate system; that of the product ({crs}) was used.</translation>
  </message>
  <message>
   <source>ファイルに書かれた座標系 {crs} では{place}から約 {distance} km 離れます。</source>
   <translation>In the coordinate system written in the file, {crs}, it lies about {distance} km from {place}.</translation>
  </message>
  <message>
   <source>ファイルに書かれた座標系 {crs} では日本の外になります。</source>
   <translation>In the coordinate system written in the file, {crs}, it lies outside Japan.</translation>
  </message>
  <message>
   <source>ファイルに書かれた座標系 {crs} と座標の値が合っています。</source>
   <translation>The coordinate system written in the file, {crs}, fits the coordinates.</translation>
  </message>
  <message>
   <source>ファイルに書かれた座標系 {crs} と座標の値が合っていません。</source>
   <translation>The coordinate system written in the file, {crs}, does not fit the coordinates.</translation>
  </message>
  <message>
   <source>ファイルに書かれた座標系「{text}」はわかりません。</source>
   <translation>The coordinate system written in the file, “{text}”, is not known.</translation>
  </message>
  <message>
   <source>ファイルの timeout を大きくするか、必要な表だけを tables に書いてください。</source>
   <translation>Make timeout larger in the file, or name only the tables you need in tables.</translation>
  </message>
  <message>
   <source>ファイルの {line} 行目を読めません。途中で切れているか、壊れています。</source>
   <translation>Line {line} of the file cannot be read. It breaks off or is damaged.</translation>
  </message>
  <message>
   <source>ファイルの中の「{place}」を読めません。</source>
   <translation>"{place}" in the file cannot be read.</translation>
  </message>
  <message>
   <source>ファイルの作成日</source>
   <translation>Day the file was made</translation>
  </message>
  <message>
   <source>ファイルの内容を確かめ、直らなければ管理者に記録（ログ）を見てもらってください。</source>
   <translation>Check the file; if that does not help, let the administrator look at the log.</translation>
  </message>
  <message>
   <source>ファイルの名前と場所を確かめてください。</source>
   <translation>Check the name and place of the file.</translation>
  </message>
  <message>
   <source>ファイルの場所</source>
   <translation>Places of files</translation>
  </message>
  <message>
   <source>ファイルの場所を確かめてください。</source>
   <translation>Check where the file is.</translation>
  </message>
  <message>
   <source>ファイルの日付</source>
   <translation>Date of the file</translation>
  </message>
  <message>
   <source>ファイルの照合番号を計算しています</source>
   <translation>Working out check sums of files</translation>
  </message>
  <message>
   <source>ファイルをもう一度受け取り直してください。</source>
   <translation>Get the file once more.</translation>
  </message>
  <message>
   <source>ファイルをもう一度受け取り直して（ダウンロードし直して）ください。</source>
   <translation>Get (download) the file once more.</translation>
  </message>
  <message>
   <source>ファイルをもう一度受け取り直すか、圧縮しない LAS で受け取ってください。</source>
   <translation>Obtain the file again, or as uncompressed LAS.</translation>
  </message>
  <message>
   <source>ファイルをもう一度受け取り直すか、展開したフォルダを選んでください。</source>
   <translation>Get the file once more, or choose an unpacked folder.</translation>
  </message>
  <message>
   <source>ファイルを一つ選んで指定してください。</source>
   <translation>Choose one file.</translation>
  </message>
  <message>
   <source>ファイルを照合しています</source>
   <translation>Verifying files</translation>
  </message>
  <message>
   <source>ファイルを置いています</source>
   <translation>Putting files in place</translation>
  </message>
  <message>
   <source>ファイル名に「{word}」とあります。</source>
   <translation>The file name says “{word}”.</translation>
  </message>
  <message>
   <source>フェリー</source>
   <translation>Ferry</translation>
  </message>
  <message>
   <source>フォルダ {file} の中に、読み込めるデータが見つかりません。</source>
   <translation>Folder {file} holds no data that can be read.</translation>
  </message>
  <message>
   <source>フォルダの外を指す名前のファイル（{name}）は読み込みませんでした。</source>
   <translation>A file whose name points outside the folder ({name}) was not read.</translation>
  </message>
  <message>
   <source>フォルダを作るか、別の場所を選んでください。</source>
   <translation>Make the folder, or choose another place.</translation>
  </message>
  <message>
   <source>フォルダを分けて読み込んでください。</source>
   <translation>Split the folder and import its parts.</translation>
  </message>
  <message>
   <source>ブローカー {host} に {type} を問い合わせています</source>
   <translation>Asking the broker {host} for {type}</translation>
  </message>
  <message>
   <source>プリンタの状態を確かめて、もう一度お試しください。</source>
   <translation>Check the printer and try again.</translation>
  </message>
  <message>
   <source>プログラムをもう一度入れ直してください。</source>
   <translation>Install the program again.</translation>
  </message>
  <message>
   <source>プログラムを新しい版にしてから開いてください。</source>
   <translation>Get a newer version of the program, then open it.</translation>
  </message>
  <message>
   <source>プロジェクト {file} が見つかりません。</source>
   <translation>Project {file} was not found.</translation>
  </message>
  <message>
   <source>プロジェクト {file} に、承認された公開の設定がありません。</source>
   <translation>Project {file} has no approved publication settings.</translation>
  </message>
  <message>
   <source>プロジェクト {file} はすでにあります。</source>
   <translation>Project {file} is already there.</translation>
  </message>
  <message>
   <source>プロジェクト {file} を開けません。</source>
   <translation>Project {file} cannot be opened.</translation>
  </message>
  <message>
   <source>プロジェクト「{name}」を保存する</source>
   <translation>Save project "{name}"</translation>
  </message>
  <message>
   <source>プロジェクト「{name}」を開く</source>
   <translation>Open project "{name}"</translation>
  </message>
  <message>
   <source>プロジェクトがまだ保存されていないため、役員の情報のファイルを置けません。</source>
   <translation>The project has not been saved yet, so there is no place for the file of officers.</translation>
  </message>
  <message>
   <source>プロジェクトに保存された敷地「{name}」を読めないため、使っていません。</source>
   <translation>The kept lot “{name}” of the project cannot be read and is not used.</translation>
  </message>
  <message>
   <source>プロジェクトに公開しない区域のレイヤ「{place}」がありますが、このレイヤでは使われていません。</source>
   <translation>The project has a layer of areas kept back, “{place}”, that this layer does not use.</translation>
  </message>
  <message>
   <source>プロジェクトに残した調査票はまだありません。--keep を付けて作ると残ります。</source>
   <translation>The project keeps no answer sheet yet. Sheets made with --keep are kept.</translation>
  </message>
  <message>
   <source>プロジェクトを開く…</source>
   <translation>Open project…</translation>
  </message>
  <message>
   <source>ヘルプ(&amp;H)</source>
   <translation>&amp;Help</translation>
  </message>
  <message>
   <source>ヘルマート変換（回転と縮尺）</source>
   <translation>Helmert (turn and scale)</translation>
  </message>
  <message>
   <source>マイナンバー</source>
   <translation>My Number</translation>
  </message>
  <message>
   <source>メモリが足りないため {file} を読み込めませんでした。ほかのファイルは読み込みました。ほかのプログラムを閉じてから、もう一度読み込んでください。</source>
   <translation>There was not enough memory to read {file}. The other files were read. Close other programs and read it again.</translation>
  </message>
  <message>
   <source>メートル単位の LandXML を使ってください。</source>
   <translation>Use LandXML in metres.</translation>
  </message>
  <message>
   <source>メールアドレス</source>
   <translation>Mail addresses</translation>
  </message>
  <message>
   <source>モノレール</source>
   <translation>Monorail</translation>
  </message>
  <message>
   <source>リターン</source>
   <translation>Return</translation>
  </message>
  <message>
   <source>リターン番号</source>
   <translation>Return number</translation>
  </message>
  <message>
   <source>リモート接続で表示しています</source>
   <translation>Shown over a remote connection</translation>
  </message>
  <message>
   <source>リモート接続のためコマ数を抑えています</source>
   <translation>Fewer frames, because of the remote connection</translation>
  </message>
  <message>
   <source>レイヤ(&amp;L)</source>
   <translation>&amp;Layer</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」がありません。</source>
   <translation>There is no layer "{layer}".</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」に、この内容の値がありません。</source>
   <translation>The layer “{layer}” has no value for this.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」に、公開すると決めた列「{columns}」がありません。</source>
   <translation>Layer “{layer}” lacks columns that were chosen for publication: “{columns}”.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」に、集計に使う項目「{attribute}」がありません。</source>
   <translation>Layer “{layer}” has no column “{attribute}” to make figures of.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」には、データベースに書く平面図形がありません。</source>
   <translation>Layer “{layer}” has no flat shapes to write to a database.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」には、区域（面の図形）がありません。</source>
   <translation>Layer “{layer}” has no areas.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」には立体の形がありません。</source>
   <translation>Layer "{layer}" has no solid shapes.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」に図形がありません。</source>
   <translation>The layer “{layer}” has no shapes.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」に建物の形がないため、建物を数えられません。</source>
   <translation>Layer “{layer}” has no shapes of buildings, so that they cannot be counted.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」に建物の形がないため、調べられません。</source>
   <translation>Layer “{layer}” has no shapes of buildings, so nothing can be asked.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」に書き出すものがありません。</source>
   <translation>Layer "{layer}" has nothing to write.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」に面の図形がないため、区域ごとに集計できません。</source>
   <translation>Layer “{layer}” has no areas, so there are no totals by area.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」に項目「{attribute}」がありません。</source>
   <translation>Layer "{layer}" has no attribute "{attribute}".</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」の {total:,} 件のうち {count:,} 件は立体の形を持たないため、書き出したファイルに入っていません。</source>
   <translation>Of the {total:,} features of layer "{layer}", {count:,} have no solid shape and are not in the file.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」のデータ {file} が見つかりません。</source>
   <translation>The data {file} of layer "{layer}" were not found.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」のデータ {file} が見つかりません。「データの場所を指定し直す」で今ある場所を選んでください。</source>
   <translation>The data {file} of layer "{layer}" were not found. Use "Point to the data again" to say where they are now.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」のデータ {file} は、読み込んだ後に変わっています。次に開くとき読み直します。</source>
   <translation>The data {file} of layer "{layer}" changed after they were read. They will be read again when opened next.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」のデータベース（{file}）が、読み込んだ後に変わったかどうかは未確認です。</source>
   <translation>Whether the database of layer “{layer}” ({file}) changed after it was read is not known.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」の元のデータが開けません。</source>
   <translation>The data of the layer “{layer}” cannot be opened.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」の座標系（{crs}）がプロジェクトと違います。</source>
   <translation>The system of the layer “{layer}” ({crs}) is not that of the project.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」の種類「{kind}」をこのプログラムは表示できません。行は残し、保存しても失われません。</source>
   <translation>This program cannot show layer "{layer}" of kind "{kind}". Its row stays, and saving loses nothing.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」の種類は、この版では調べられません。</source>
   <translation>This version cannot examine layers of the kind of "{layer}".</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」の範囲が、この場所に届いていません。</source>
   <translation>The layer “{layer}” does not reach this place.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」の範囲が、敷地の一部にしか届いていません。</source>
   <translation>The layer “{layer}” reaches only a part of the lot.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」の絞り込みに使う別のレイヤ（{other}）が開いていないため、当てはまるかどうかは未確認です。</source>
   <translation>The filter of layer “{layer}” looks at another layer ({other}) that is not open, so what meets it is not known.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」の計算した項目が多すぎます（上限 {most}）。</source>
   <translation>Layer “{layer}” has too many calculated columns (at most {most}).</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」の設定「{name}」をこの版は知らないため、使いません。</source>
   <translation>This version does not know the setting "{name}" of layer "{layer}" and does not use it.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」は {format} では書き出せません。</source>
   <translation>Layer "{layer}" cannot be written as {format}.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」は、この PC ではまだ読み込んでいません。次に開くとき読み込みます。</source>
   <translation>Layer "{layer}" has not been read on this PC yet. It will be read when opened next.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」は、色分けの列「{column}」を公開しないため、一色で表示します。</source>
   <translation>Layer “{layer}” is shown in one colour because the column of its colours, “{column}”, is not published.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」はよそから配信される地図のため、写して公開できません。</source>
   <translation>Layer “{layer}” is a map served by others and cannot be copied and published.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」は元のデータが見つからないため、公開できません。</source>
   <translation>Layer “{layer}” cannot be published because its source data were not found.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」は元のデータが見つからないため、書き出せません。</source>
   <translation>Layer "{layer}" cannot be written because its data are missing.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」は公開しないと決められています。</source>
   <translation>Layer “{layer}” was marked as not to be published.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」は公開しない区域にかかります。画像・地形・点群は、区域の所だけを除けません。</source>
   <translation>The layer “{layer}” reaches into an area that is not published. Pictures, terrain and point clouds cannot leave out just that part.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」は地形ではないか、データが開かれていません。</source>
   <translation>Layer “{layer}” is no terrain, or its data are not open.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」は書き出せません。</source>
   <translation>Layer "{layer}" cannot be written.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」は画像ではないか、データが開かれていません。</source>
   <translation>Layer “{layer}” is no picture, or its data are not open.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」は種類「{kind}」のため、書き出せません。</source>
   <translation>Layer "{layer}" cannot be written because of its kind, "{kind}".</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」は立体の形を公開しない設定か、立体の形がないため、3D Tiles にできません。</source>
   <translation>Layer “{layer}” cannot become 3D Tiles: its solid shapes are not published, or it has none.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」を開けませんでした。{reason}</source>
   <translation>Layer "{layer}" could not be opened. {reason}</translation>
  </message>
  <message>
   <source>レイヤ「{name}」の凡例の言葉を変える</source>
   <translation>Change the words of the legend of layer "{name}"</translation>
  </message>
  <message>
   <source>レイヤ「{name}」の濃さを変える</source>
   <translation>Change the opacity of layer "{name}"</translation>
  </message>
  <message>
   <source>レイヤ「{name}」の等高線を変える</source>
   <translation>Change the contour lines of layer “{name}”</translation>
  </message>
  <message>
   <source>レイヤ「{name}」の絞り込みを解く</source>
   <translation>Remove the filter of layer "{name}"</translation>
  </message>
  <message>
   <source>レイヤ「{name}」の色を変える</source>
   <translation>Change a colour of layer "{name}"</translation>
  </message>
  <message>
   <source>レイヤ「{name}」の色分けを変える</source>
   <translation>Change the style of layer "{name}"</translation>
  </message>
  <message>
   <source>レイヤ「{name}」の計算した項目を変える</source>
   <translation>Change the calculated columns of layer “{name}”</translation>
  </message>
  <message>
   <source>レイヤ「{name}」の陰影を変える</source>
   <translation>Change the hill shade of layer “{name}”</translation>
  </message>
  <message>
   <source>レイヤ「{name}」をグループに入れる</source>
   <translation>Put layer "{name}" into a group</translation>
  </message>
  <message>
   <source>レイヤ「{name}」を外す</source>
   <translation>Remove layer "{name}"</translation>
  </message>
  <message>
   <source>レイヤ「{name}」を絞り込む</source>
   <translation>Filter layer "{name}"</translation>
  </message>
  <message>
   <source>レイヤ「{name}」を表示する</source>
   <translation>Show layer "{name}"</translation>
  </message>
  <message>
   <source>レイヤ「{name}」を隠す</source>
   <translation>Hide layer "{name}"</translation>
  </message>
  <message>
   <source>レイヤのものをすべて選ぶ</source>
   <translation>Select all of the layer</translation>
  </message>
  <message>
   <source>レイヤの全体を見る</source>
   <translation>Show the whole layer</translation>
  </message>
  <message>
   <source>レイヤの列を出す・しまう</source>
   <translation>Layer column on or off</translation>
  </message>
  <message>
   <source>レイヤの名前（例: レイヤ「自治会」）</source>
   <translation>the name of a layer (such as レイヤ「自治会」)</translation>
  </message>
  <message>
   <source>レイヤの座標系が分かりません。</source>
   <translation>The coordinate system of the layer is not known.</translation>
  </message>
  <message>
   <source>レイヤの後のかっこの中では、場所の条件は使えません。</source>
   <translation>The brackets behind a layer cannot hold conditions on places.</translation>
  </message>
  <message>
   <source>レイヤの順番を変える</source>
   <translation>Change the order of layers</translation>
  </message>
  <message>
   <source>レイヤを外す</source>
   <translation>Remove layer</translation>
  </message>
  <message>
   <source>レイヤを書き出す…</source>
   <translation>Write layer to a file…</translation>
  </message>
  <message>
   <source>レイヤを表示する・隠す</source>
   <translation>Show or hide layer</translation>
  </message>
  <message>
   <source>レシピ {file} がありません。</source>
   <translation>Recipe {file} is not there.</translation>
  </message>
  <message>
   <source>レシピ {file} に「{key}」がありません（{line} 行目）。</source>
   <translation>Recipe {file} has no “{key}” (line {line}).</translation>
  </message>
  <message>
   <source>レシピ {file} の {line} 行目に、「{key}」がもう一度あります。</source>
   <translation>Recipe {file} has “{key}” again in line {line}.</translation>
  </message>
  <message>
   <source>レシピ {file} の {line} 行目の「{key}」の値が正しくありません。{wanted}</source>
   <translation>In recipe {file}, line {line}, the value of “{key}” is wrong. {wanted}</translation>
  </message>
  <message>
   <source>レシピ {file} の {line} 行目の「{key}」は、知らない項目です。</source>
   <translation>In recipe {file}, line {line}, “{key}” is unknown.</translation>
  </message>
  <message>
   <source>レシピ {file} の {line} 行目を読めません（{fault}）。</source>
   <translation>Line {line} of recipe {file} cannot be read ({fault}).</translation>
  </message>
  <message>
   <source>レシピ {file} は、ほかの実行がまだ続いています。</source>
   <translation>Another run of recipe {file} is still going on.</translation>
  </message>
  <message>
   <source>レシピのレイヤ「{layer}」に、公開の設定がありません。</source>
   <translation>Layer “{layer}” of the recipe has no publication settings.</translation>
  </message>
  <message>
   <source>レンガ造・コンクリートブロック造・石造</source>
   <translation>Brick, concrete block or stone</translation>
  </message>
  <message>
   <source>ロープウェイ</source>
   <translation>Aerial lift</translation>
  </message>
  <message>
   <source>ワーカー {worker} から {path} が見えません。</source>
   <translation>The worker {worker} does not see {path}.</translation>
  </message>
  <message>
   <source>ワーカー {worker} の gisapp の版（{theirs}）が、このパソコンの版（{ours}）と違います。</source>
   <translation>The worker {worker} has another version of gisapp ({theirs}) than this PC ({ours}).</translation>
  </message>
  <message>
   <source>ワールドファイル（{world}）を同じフォルダに置くか、GeoTIFF を選んでください。</source>
   <translation>Put the world file ({world}) into the same folder, or choose a GeoTIFF.</translation>
  </message>
  <message>
   <source>一つずつ見て、問題がなければ「確かめた」にしてください: {codes}</source>
   <translation>Look at each and accept it if there is no problem: {codes}</translation>
  </message>
  <message>
   <source>一つの自治会にまとめる</source>
   <translation>Make them one association</translation>
  </message>
  <message>
   <source>一件が一人または一世帯を表し、その場所 {count:,} か所がそのまま公開されます。</source>
   <translation>Each feature is a person or household, and its {count:,} places would be published exactly.</translation>
  </message>
  <message>
   <source>一直線に並ばない 3 点以上を指定してください。</source>
   <translation>Name three points or more that do not lie on one line.</translation>
  </message>
  <message>
   <source>一覧</source>
   <translation>List</translation>
  </message>
  <message>
   <source>一覧にありません</source>
   <translation>not in the list</translation>
  </message>
  <message>
   <source>一覧を元の場所に戻すか、もう一度選んでください。</source>
   <translation>Put the list back where it was, or choose it again.</translation>
  </message>
  <message>
   <source>一覧を書き出す</source>
   <translation>Write the list</translation>
  </message>
  <message>
   <source>一覧を見直して、もう一度選んでください。</source>
   <translation>Look at the list again and choose anew.</translation>
  </message>
  <message>
   <source>丁目</source>
   <translation>Chome</translation>
  </message>
  <message>
   <source>三角形の地形を {cell:g} m の格子にしました。元の三角形の中央との標高の差は、半数が {median:.2f} m 以内、95 % が {most:.2f} m 以内です。</source>
   <translation>The triangles of the terrain became a grid of {cell:g} m. In the middle of the triangles half of the heights differ by at most {median:.2f} m, 95 % by at most {most:.2f} m.</translation>
  </message>
  <message>
   <source>上が傾く方位</source>
   <translation>Azimuth to which the top leans</translation>
  </message>
  <message>
   <source>上の一覧か地図で自治会を選んでから引いてください。</source>
   <translation>Choose an association in the list above or on the map first.</translation>
  </message>
  <message>
   <source>上端の標高</source>
   <translation>Height of top above sea level</translation>
  </message>
  <message>
   <source>下る方位</source>
   <translation>Azimuth of fall</translation>
  </message>
  <message>
   <source>不動産ID</source>
   <translation>Real estate ID</translation>
  </message>
  <message>
   <source>不動産IDの一致点数</source>
   <translation>Matching points of the real estate ID</translation>
  </message>
  <message>
   <source>不動産ID（土地）</source>
   <translation>Real estate ID (land)</translation>
  </message>
  <message>
   <source>不動産ID（専有部分）</source>
   <translation>Real estate ID (unit)</translation>
  </message>
  <message>
   <source>不合格</source>
   <translation>Fails</translation>
  </message>
  <message>
   <source>不定期</source>
   <translation>Irregularly</translation>
  </message>
  <message>
   <source>不明</source>
   <translation>Unknown</translation>
  </message>
  <message>
   <source>不要なファイルを消すか、別の場所に保存してください。</source>
   <translation>Delete files that are not needed, or save elsewhere.</translation>
  </message>
  <message>
   <source>不要なファイルを消すか、別の場所を選んでください。</source>
   <translation>Delete files that are not needed, or choose another place.</translation>
  </message>
  <message>
   <source>不要なファイルを消すか、空きのあるドライブのフォルダを選んでください。</source>
   <translation>Delete files that are not needed, or choose a folder on a drive with room.</translation>
  </message>
  <message>
   <source>世帯</source>
   <translation>households</translation>
  </message>
  <message>
   <source>世帯がないため「—」</source>
   <translation>“—”, for no household lives there</translation>
  </message>
  <message>
   <source>世帯と加入</source>
   <translation>Households and members</translation>
  </message>
  <message>
   <source>世帯数</source>
   <translation>Households</translation>
  </message>
  <message>
   <source>世帯数か加入世帯数が未確認で、加入率を計算できない自治会が {count} 件あります（例: {example}）。</source>
   <translation>For {count} associations households or members are unknown, so there is no membership rate (such as {example}).</translation>
  </message>
  <message>
   <source>世帯数が {least} 未満の自治会 {count} 件は、世帯が特定されるおそれがあるため、世帯数を空欄にしました。</source>
   <translation>For {count} associations with fewer than {least} households the number was left blank, for it may tell of people.</translation>
  </message>
  <message>
   <source>世帯数の出典</source>
   <translation>Source of households</translation>
  </message>
  <message>
   <source>世帯数の時点</source>
   <translation>Day of the households</translation>
  </message>
  <message>
   <source>両側の列を出す・しまう</source>
   <translation>Both columns on or off</translation>
  </message>
  <message>
   <source>両方を満たす</source>
   <translation>both hold</translation>
  </message>
  <message>
   <source>両端を含む</source>
   <translation>both ends included</translation>
  </message>
  <message>
   <source>中くらいの植生</source>
   <translation>Medium vegetation</translation>
  </message>
  <message>
   <source>中央値</source>
   <translation>Median</translation>
  </message>
  <message>
   <source>中心から</source>
   <translation>from axis</translation>
  </message>
  <message>
   <source>中心線</source>
   <translation>Centre line</translation>
  </message>
  <message>
   <source>中抜きの筆 {count:,} 件は、外周と内周が往復する線でつながれていたため、穴のある区画に直しました（面積は変わりません）。</source>
   <translation>{count:,} lots whose outline and holes were joined by a line back and forth were turned into areas with holes (the area stays the same).</translation>
  </message>
  <message>
   <source>中身を確かめ、必要なファイルだけを渡してください。</source>
   <translation>Check the contents and pass on only the files that are needed.</translation>
  </message>
  <message>
   <source>主なテナント</source>
   <translation>Main tenants</translation>
  </message>
  <message>
   <source>主曲線</source>
   <translation>Intermediate contour</translation>
  </message>
  <message>
   <source>乗車位置</source>
   <translation>Boarding area</translation>
  </message>
  <message>
   <source>予備</source>
   <translation>Spare</translation>
  </message>
  <message>
   <source>事業者</source>
   <translation>Agency</translation>
  </message>
  <message>
   <source>二つの点群に重なる所がないため、比べられません。</source>
   <translation>The two point clouds do not overlap, so they cannot be compared.</translation>
  </message>
  <message>
   <source>二時期の差</source>
   <translation>Difference of two surveys</translation>
  </message>
  <message>
   <source>交わらないように引き直してください。</source>
   <translation>Draw it again without crossings.</translation>
  </message>
  <message>
   <source>京都・大阪・福井・滋賀・三重・奈良・和歌山</source>
   <translation>Kyoto, Osaka, Fukui, Shiga, Mie, Nara and Wakayama</translation>
  </message>
  <message>
   <source>人</source>
   <translation>people</translation>
  </message>
  <message>
   <source>人と世帯は、区域の数を住宅の延床面積の割合で建物に割り振り、想定に掛かる建物の分を合計しました。</source>
   <translation>People and households of each area were shared out to buildings by residential floor area; those of the buildings that the hazard reaches were added up.</translation>
  </message>
  <message>
   <source>人と世帯は、市全体の数を住宅の延床面積の割合で建物に割り振り、区域ごとに合計しました。</source>
   <translation>People and households of the whole city were shared out to buildings by residential floor area and added up by area.</translation>
  </message>
  <message>
   <source>人の氏名</source>
   <translation>Names of persons</translation>
  </message>
  <message>
   <source>人や世帯の数として、小さな値を隠す</source>
   <translation>Hide small counts of people</translation>
  </message>
  <message>
   <source>人口</source>
   <translation>People</translation>
  </message>
  <message>
   <source>人口と世帯の推計は、「{layer}」の数を住宅の延床面積の割合で建物に割り振り、区域ごとに合計しました。{stated}</source>
   <translation>People and households are estimates: those of “{layer}” were shared out to buildings by residential floor area and summed for each area. {stated}</translation>
  </message>
  <message>
   <source>人口と世帯の推計は、市全体の数（{origin}）を住宅の延床面積の割合で建物に割り振り、区域ごとに合計しました。</source>
   <translation>People and households are estimates: those of the whole city ({origin}) were shared out to buildings by residential floor area and summed for each area.</translation>
  </message>
  <message>
   <source>人口・世帯数のデータがないため、人と世帯は未確認です。</source>
   <translation>Without figures of people and households, both are not confirmed.</translation>
  </message>
  <message>
   <source>人的被害</source>
   <translation>People harmed</translation>
  </message>
  <message>
   <source>人的被害は公開用に書き出しません。</source>
   <translation>People who came to harm are not published.</translation>
  </message>
  <message>
   <source>今のものはそのままです。gisapp publish verify で調べ、受け取り直してください。</source>
   <translation>What is there is as it was. Look into it with gisapp publish verify, and receive it again.</translation>
  </message>
  <message>
   <source>今の区分（0.5・3・5・10・20 m）と区切りが違うため、今のハザードマップの色は使っていません。</source>
   <translation>The limits differ from those of today (0.5, 3, 5, 10, 20 m), so the colours of today's hazard maps are not used.</translation>
  </message>
  <message>
   <source>今の視点に名前を付ける…</source>
   <translation>Name the present view…</translation>
  </message>
  <message>
   <source>代表の点が中にある（一つの建物は一度だけ数える）</source>
   <translation>its middle lies inside (each building counts once)</translation>
  </message>
  <message>
   <source>仮行政界線</source>
   <translation>Provisional administrative boundary</translation>
  </message>
  <message>
   <source>件名</source>
   <translation>Title</translation>
  </message>
  <message>
   <source>件数</source>
   <translation>Count</translation>
  </message>
  <message>
   <source>件数が {found:,} 件でした（正しくは {wanted:,} 件）。</source>
   <translation>There were {found:,} features ({wanted:,} would be right).</translation>
  </message>
  <message>
   <source>任意座標系の地図が {count:,} 枚（{lots:,} 筆）あります。地球上のどこにあるかがファイルに書かれていないため、位置を合わせるまで地図には表示できません（{first}）。</source>
   <translation>There are {count:,} maps ({lots:,} lots) in arbitrary coordinates. The file does not say where on earth they lie, so they cannot be shown on the map until they are placed ({first}).</translation>
  </message>
  <message>
   <source>似た値: {names}</source>
   <translation>Similar values: {names}</translation>
  </message>
  <message>
   <source>似た名前の項目: {names}</source>
   <translation>Columns of similar name: {names}</translation>
  </message>
  <message>
   <source>位置</source>
   <translation>Place</translation>
  </message>
  <message>
   <source>位置合わせの結果（移動 {shift:.2f} m、回転 {degrees:.2f}°）が大きすぎるため、使いません。</source>
   <translation>The alignment ({shift:.2f} m, {degrees:.2f}°) is too large and is not used.</translation>
  </message>
  <message>
   <source>位置精度（LOD0）</source>
   <translation>Positional accuracy (LOD0)</translation>
  </message>
  <message>
   <source>位置精度（LOD2）</source>
   <translation>Positional accuracy (LOD2)</translation>
  </message>
  <message>
   <source>位置精度（LOD3）</source>
   <translation>Positional accuracy (LOD3)</translation>
  </message>
  <message>
   <source>位置精度（LOD4）</source>
   <translation>Positional accuracy (LOD4)</translation>
  </message>
  <message>
   <source>位置精度（地図情報レベル）</source>
   <translation>Positional accuracy (map level)</translation>
  </message>
  <message>
   <source>位置（GPS）のない写真が {count} 枚あります（例: {file}）。場所は未確認のまま取り込みました。地図で場所を決めてください。</source>
   <translation>{count} photos have no position (GPS), such as {file}. They were taken without a place. Choose it on the map.</translation>
  </message>
  <message>
   <source>低いノイズ</source>
   <translation>Low noise</translation>
  </message>
  <message>
   <source>低い植生</source>
   <translation>Low vegetation</translation>
  </message>
  <message>
   <source>住宅</source>
   <translation>House</translation>
  </message>
  <message>
   <source>住宅の延床面積</source>
   <translation>Residential floor area</translation>
  </message>
  <message>
   <source>住宅の棟数</source>
   <translation>Residential buildings</translation>
  </message>
  <message>
   <source>住所</source>
   <translation>Address</translation>
  </message>
  <message>
   <source>住所「{address}」がこのプロジェクトのデータに見つからないため、場所は未確認です。</source>
   <translation>The address “{address}” is not found in the data of this project; its place is not known.</translation>
  </message>
  <message>
   <source>住所「{address}」に当たるものが離れた {count} か所にあるため、場所は未確認です。</source>
   <translation>“{address}” means {count} things far apart; its place is not known.</translation>
  </message>
  <message>
   <source>住所に当たる {count} か所のうち {outside} か所は、どの区域にも入りません。</source>
   <translation>Of {count} places with this address, {outside} lie in no area.</translation>
  </message>
  <message>
   <source>住所・地番で地図に置く…</source>
   <translation>Place by addresses or lot numbers…</translation>
  </message>
  <message>
   <source>何が分かる地図か、利用者へのひとこと</source>
   <translation>What the map tells, a word to its users</translation>
  </message>
  <message>
   <source>何のデータか、どう作ったか、使うときの注意</source>
   <translation>What the data are, how they were made, what to mind</translation>
  </message>
  <message>
   <source>作った公開データが、自分の目録に合いません。{fault}</source>
   <translation>The public data that were made do not agree with their own manifest. {fault}</translation>
  </message>
  <message>
   <source>作成</source>
   <translation>Made</translation>
  </message>
  <message>
   <source>作成元に、DOCTYPE のないファイルを求めてください。</source>
   <translation>Ask who made it for a file without DOCTYPE.</translation>
  </message>
  <message>
   <source>作成元に、形の列を持つ GeoParquet かどうか確かめてください。</source>
   <translation>Ask who made it whether it is GeoParquet with a column of shapes.</translation>
  </message>
  <message>
   <source>作成日</source>
   <translation>Drawn on</translation>
  </message>
  <message>
   <source>作業が終わるのを待って、もう一度読み込んでください。</source>
   <translation>Wait until that work is done and read it again.</translation>
  </message>
  <message>
   <source>作業の一覧</source>
   <translation>List of tasks</translation>
  </message>
  <message>
   <source>作業所併用住宅</source>
   <translation>Dwelling with workshop</translation>
  </message>
  <message>
   <source>使うときは、管理者が {settings} の hosts に {host} を加えます。</source>
   <translation>To use it, an administrator adds {host} to hosts in {settings}.</translation>
  </message>
  <message>
   <source>使うときは、管理者が {settings} の write に「{host}/{database}」を加えます。</source>
   <translation>To use it, the administrator adds “{host}/{database}” to write in {settings}.</translation>
  </message>
  <message>
   <source>使えるレイヤ: {names}</source>
   <translation>Layers: {names}</translation>
  </message>
  <message>
   <source>使ったジオイド・モデル</source>
   <translation>Geoid model used</translation>
  </message>
  <message>
   <source>使った補正パラメータ</source>
   <translation>Correction grids used</translation>
  </message>
  <message>
   <source>使っていない遠くのセルや余分な行を消し、必要な範囲だけを新しいファイルに保存し直してください。</source>
   <translation>Delete far cells and rows that are not used, and save only what is needed as a new file.</translation>
  </message>
  <message>
   <source>使わない項目を消してから、もう一度行ってください。</source>
   <translation>Please delete columns that are not needed and try again.</translation>
  </message>
  <message>
   <source>例: ○○市 公開地図</source>
   <translation>e.g. Public map of the city</translation>
  </message>
  <message>
   <source>供給処理施設</source>
   <translation>Supply and treatment facility</translation>
  </message>
  <message>
   <source>便</source>
   <translation>Trips</translation>
  </message>
  <message>
   <source>便ID</source>
   <translation>Trip ID</translation>
  </message>
  <message>
   <source>便と路線の線</source>
   <translation>trips and the lines of routes</translation>
  </message>
  <message>
   <source>便の時刻と発車回数</source>
   <translation>times of trips and departures</translation>
  </message>
  <message>
   <source>便数（土曜日・日曜日）</source>
   <translation>Trips (Saturdays and Sundays)</translation>
  </message>
  <message>
   <source>便数（土曜日）</source>
   <translation>Trips (Saturdays)</translation>
  </message>
  <message>
   <source>便数（平日・土曜日）</source>
   <translation>Trips (weekdays and Saturdays)</translation>
  </message>
  <message>
   <source>便数（平日・日曜日）</source>
   <translation>Trips (weekdays and Sundays)</translation>
  </message>
  <message>
   <source>便数（平日）</source>
   <translation>Trips (weekdays)</translation>
  </message>
  <message>
   <source>便数（日曜日）</source>
   <translation>Trips (Sundays)</translation>
  </message>
  <message>
   <source>便数（毎日）</source>
   <translation>Trips (every day)</translation>
  </message>
  <message>
   <source>保存する</source>
   <translation>Save</translation>
  </message>
  <message>
   <source>個人ではなく、部署の名前と代表の連絡先にしてください。</source>
   <translation>Enter the section’s name and its general contact instead of a person’s.</translation>
  </message>
  <message>
   <source>個人のものなら書き直してください。</source>
   <translation>If it is personal, write it differently.</translation>
  </message>
  <message>
   <source>倒木</source>
   <translation>Fallen tree</translation>
  </message>
  <message>
   <source>値</source>
   <translation>value</translation>
  </message>
  <message>
   <source>値から作った色分け</source>
   <translation>Made from the values</translation>
  </message>
  <message>
   <source>値から作った色分け（件数をそろえる）</source>
   <translation>Made from the values (equal counts)</translation>
  </message>
  <message>
   <source>値から作った色分け（等間隔）</source>
   <translation>Made from the values (equal steps)</translation>
  </message>
  <message>
   <source>値が入っていないもの</source>
   <translation>those without a value</translation>
  </message>
  <message>
   <source>値が未確認</source>
   <translation>Value not known</translation>
  </message>
  <message>
   <source>値が未確認のものは、比べても「当てはまる」にも「当てはまらない」にもなりません。その件数は、いつも別に表示します。項目の名前に記号や空白があるときは 【 】 で囲みます。</source>
   <translation>What has no known value neither meets a comparison nor fails it; how many those are is always told. Names of columns with signs or spaces go in 【 】.</translation>
  </message>
  <message>
   <source>値（例: 「住宅」）</source>
   <translation>a value (such as 「住宅」)</translation>
  </message>
  <message>
   <source>停留所</source>
   <translation>Stops</translation>
  </message>
  <message>
   <source>停留所 {count:,} 件には、読める緯度・経度がありません。位置のない行として残しました。</source>
   <translation>{count:,} stops have no latitude and longitude that can be read. They stay as rows without a place.</translation>
  </message>
  <message>
   <source>停留所ID</source>
   <translation>Stop ID</translation>
  </message>
  <message>
   <source>停留所コード</source>
   <translation>Stop code</translation>
  </message>
  <message>
   <source>停留所・のりば</source>
   <translation>Stop or platform</translation>
  </message>
  <message>
   <source>停電・断水</source>
   <translation>Power or water cut</translation>
  </message>
  <message>
   <source>備付地図年月日</source>
   <translation>Date of the registry map</translation>
  </message>
  <message>
   <source>備考</source>
   <translation>Remark</translation>
  </message>
  <message>
   <source>傾斜</source>
   <translation>Slope</translation>
  </message>
  <message>
   <source>元に戻す</source>
   <translation>Undo</translation>
  </message>
  <message>
   <source>元に戻す: {step}</source>
   <translation>Undo: {step}</translation>
  </message>
  <message>
   <source>元のデータ</source>
   <translation>Source</translation>
  </message>
  <message>
   <source>元のデータが見つかりません。「データの場所を直す」で直せます。</source>
   <translation>The source data were not found. “Repair data location” puts it right.</translation>
  </message>
  <message>
   <source>元のデータが開けないため、何も公開できません。</source>
   <translation>Nothing can be published because the source data cannot be opened.</translation>
  </message>
  <message>
   <source>元のデータで直すか、この列を外してください。</source>
   <translation>Put it right in the data, or take this column out.</translation>
  </message>
  <message>
   <source>元のデータに他者の権利があります:「{terms}」。契約が公開を認めているか確かめてください。</source>
   <translation>Others have rights in the source data: “{terms}”. Make sure that the contract allows publication.</translation>
  </message>
  <message>
   <source>元のデータの件数</source>
   <translation>Features in the source</translation>
  </message>
  <message>
   <source>元のデータの利用条件「{terms}」は、公開を認めていません。</source>
   <translation>The terms of the source data, “{terms}”, do not allow publication.</translation>
  </message>
  <message>
   <source>元のデータの利用条件「{terms}」は、同じ条件での公開を求めています。</source>
   <translation>The terms of the source data, “{terms}”, ask for publication under the same terms.</translation>
  </message>
  <message>
   <source>元のデータの利用条件「{terms}」は、選んだ利用条件「{licence}」より狭いものです。</source>
   <translation>The terms of the source data, “{terms}”, are narrower than the chosen ones, “{licence}”.</translation>
  </message>
  <message>
   <source>元のデータの利用条件が分かりません。</source>
   <translation>The terms of the source data are not known.</translation>
  </message>
  <message>
   <source>元のデータをもう一度読み込んでください。</source>
   <translation>Read the original data again.</translation>
  </message>
  <message>
   <source>元のデータを開けません。</source>
   <translation>The source data cannot be opened.</translation>
  </message>
  <message>
   <source>元のファイル</source>
   <translation>Original file</translation>
  </message>
  <message>
   <source>元のファイル「{file}」が、読み込んだ場所にありません。読み込んだときの内容を公開します。</source>
   <translation>The source file “{file}” is not where it was read. What was read then is published.</translation>
  </message>
  <message>
   <source>元のプログラムで開けるか確かめ、もう一度保存するか取得し直してください。</source>
   <translation>Check whether its own program opens it, then save it or get it again.</translation>
  </message>
  <message>
   <source>元の場所に戻すか、「スキャンした地図を置く…」で選び直してください。</source>
   <translation>Put it back where it was, or choose it again with “Place a scanned map…”.</translation>
  </message>
  <message>
   <source>元の座標系</source>
   <translation>Original coordinate system</translation>
  </message>
  <message>
   <source>元の点群 {file} に上書きすることはできません。</source>
   <translation>The source {file} cannot be written over.</translation>
  </message>
  <message>
   <source>元の点群を読み込み直してください。</source>
   <translation>Read the original point cloud again.</translation>
  </message>
  <message>
   <source>元の画像 {file} に上書きすることはできません。</source>
   <translation>The original picture {file} cannot be overwritten.</translation>
  </message>
  <message>
   <source>元データのメタデータ番号</source>
   <translation>Metadata number of the source</translation>
  </message>
  <message>
   <source>先にプロジェクトを保存してください。</source>
   <translation>Save the project first.</translation>
  </message>
  <message>
   <source>先に地図のページを作ってください。</source>
   <translation>Make the map page first.</translation>
  </message>
  <message>
   <source>先に地面を見分けるか、使う分類を指定してください。</source>
   <translation>Tell the ground apart first, or state the classes to use.</translation>
  </message>
  <message>
   <source>先に地面を見分けるか、表面（DSM）か使う分類を指定してください。</source>
   <translation>Tell the ground apart first, or choose the surface (DSM) or classes.</translation>
  </message>
  <message>
   <source>先に建物や区域などのデータを読み込んでから、背景地図を加えてください。</source>
   <translation>Read buildings, areas or other data first, then add the base map.</translation>
  </message>
  <message>
   <source>先に建物や道路などの地図を読み込んでから、画像を選んでください。</source>
   <translation>Read a map of buildings, roads or the like first, then choose the picture.</translation>
  </message>
  <message>
   <source>先島諸島</source>
   <translation>the Sakishima Islands</translation>
  </message>
  <message>
   <source>入手元に、ファイルが正しいか確かめてください。</source>
   <translation>Ask where you got it whether the file is right.</translation>
  </message>
  <message>
   <source>全体のパッケージを先に受け取ってください。</source>
   <translation>Receive the whole package first.</translation>
  </message>
  <message>
   <source>全体を見る</source>
   <translation>Show everything</translation>
  </message>
  <message>
   <source>全国共通の公式な配色はありません。</source>
   <translation>There are no official colours for the whole country.</translation>
  </message>
  <message>
   <source>全国共通の公式な配色はありません。市の図の凡例がある場合はそれに合わせて変えてください。</source>
   <translation>There are no official colours for the whole country. Where the city's maps have a legend, adapt them to it.</translation>
  </message>
  <message>
   <source>全国共通の公式な配色はありません。市の都市計画図の凡例がある場合はそれに合わせて変えてください。</source>
   <translation>There are no official colours for the whole country. If the city's planning map has a legend, change them to match it.</translation>
  </message>
  <message>
   <source>全画面にする</source>
   <translation>Full screen</translation>
  </message>
  <message>
   <source>全角・半角・大文字・小文字は区別しない（で始まる も可）</source>
   <translation>width and case do not matter (で始まる: begins with)</translation>
  </message>
  <message>
   <source>公共データ利用規約（第 1.0 版）</source>
   <translation>Public Data License (version 1.0)</translation>
  </message>
  <message>
   <source>公共・文教厚生施設の棟数</source>
   <translation>Public, educational and welfare facilities</translation>
  </message>
  <message>
   <source>公共交通の時刻表（GTFS・GTFS-JP）</source>
   <translation>Timetables of public transport (GTFS, GTFS-JP)</translation>
  </message>
  <message>
   <source>公共測量の原典（LOD0）</source>
   <translation>Survey behind LOD0</translation>
  </message>
  <message>
   <source>公共測量の原典（LOD1）</source>
   <translation>Survey behind LOD1</translation>
  </message>
  <message>
   <source>公共測量の原典（LOD2）</source>
   <translation>Survey behind LOD2</translation>
  </message>
  <message>
   <source>公共測量の原典（LOD3）</source>
   <translation>Survey behind LOD3</translation>
  </message>
  <message>
   <source>公共測量の原典（LOD4）</source>
   <translation>Survey behind LOD4</translation>
  </message>
  <message>
   <source>公式の図ではどの区分も赤の斜線です。</source>
   <translation>The official map shows every class with red hatching.</translation>
  </message>
  <message>
   <source>公式の配色</source>
   <translation>Official colours</translation>
  </message>
  <message>
   <source>公開したことを控える</source>
   <translation>Keep a receipt of the publication</translation>
  </message>
  <message>
   <source>公開したものを照合する</source>
   <translation>Verify what was published</translation>
  </message>
  <message>
   <source>公開してよいかを点検しています…</source>
   <translation>Checking whether it may be published…</translation>
  </message>
  <message>
   <source>公開してよいかを点検する</source>
   <translation>Check what may be published</translation>
  </message>
  <message>
   <source>公開しない</source>
   <translation>Not published</translation>
  </message>
  <message>
   <source>公開しない区域</source>
   <translation>Areas kept back</translation>
  </message>
  <message>
   <source>公開しない区域にかかる {count:,} 件を除きました。</source>
   <translation>{count:,} features in areas that are kept back were left out.</translation>
  </message>
  <message>
   <source>公開しない区域にかかる {count:,} 件を除きます。</source>
   <translation>{count:,} features in areas that are kept back are left out.</translation>
  </message>
  <message>
   <source>公開しない区域のレイヤ「{layer}」を開けないため、何も公開できません。</source>
   <translation>Nothing can be published: the layer “{layer}” of areas that are kept back cannot be opened.</translation>
  </message>
  <message>
   <source>公開するレイヤ「{layer}」がプロジェクトにありません。</source>
   <translation>The project has no layer “{layer}” that is to be published.</translation>
  </message>
  <message>
   <source>公開する列</source>
   <translation>Published columns</translation>
  </message>
  <message>
   <source>公開する列の名前</source>
   <translation>Public name of the column</translation>
  </message>
  <message>
   <source>公開する列の名前（英語）</source>
   <translation>Public name of the column (English)</translation>
  </message>
  <message>
   <source>公開する列をまだ選んでいません。</source>
   <translation>No column has been chosen yet.</translation>
  </message>
  <message>
   <source>公開する列を選び直してください。</source>
   <translation>Choose the columns again.</translation>
  </message>
  <message>
   <source>公開する区域と絞り込みの条件を確かめてください。</source>
   <translation>Check the areas kept back and the filter.</translation>
  </message>
  <message>
   <source>公開する名前「{place}」が二つあります。</source>
   <translation>The public name “{place}” occurs twice.</translation>
  </message>
  <message>
   <source>公開する名前がありません。</source>
   <translation>There is no public name.</translation>
  </message>
  <message>
   <source>公開する地図では、配信元を直接使ってください。</source>
   <translation>Let the public map use the source that serves it.</translation>
  </message>
  <message>
   <source>公開する地図に載せる</source>
   <translation>Show on the public map</translation>
  </message>
  <message>
   <source>公開する地図のサイトを作る</source>
   <translation>Make the public map site</translation>
  </message>
  <message>
   <source>公開する地図の案内を変える（{what}）</source>
   <translation>Change what the public map is called ({what})</translation>
  </message>
  <message>
   <source>公開する市</source>
   <translation>Publishing city</translation>
  </message>
  <message>
   <source>公開できない</source>
   <translation>Blocked</translation>
  </message>
  <message>
   <source>公開できない点が {count:,} 件残っているため、承認できません。</source>
   <translation>It cannot be approved: {count:,} points still block publication.</translation>
  </message>
  <message>
   <source>公開できない点があります: {message}</source>
   <translation>Something blocks publication: {message}</translation>
  </message>
  <message>
   <source>公開できる列: {columns}</source>
   <translation>Columns that may be published: {columns}</translation>
  </message>
  <message>
   <source>公開の設定がありません。庁外には何も出ません。</source>
   <translation>No publication settings. Nothing leaves the office.</translation>
  </message>
  <message>
   <source>公開の設定が示すレイヤが、プロジェクトにありません。</source>
   <translation>The project has no layer that these publication settings are about.</translation>
  </message>
  <message>
   <source>公開の設定の「公開しない」を外すと、審査からやり直せます。</source>
   <translation>Clear “Do not publish this layer” in its settings, then review it again.</translation>
  </message>
  <message>
   <source>公開の設定を開き直し、レイヤを選び直してください。</source>
   <translation>Open the publication settings again and choose the layer anew.</translation>
  </message>
  <message>
   <source>公開の項目が一つもありません。形だけが公開されます。</source>
   <translation>No attribute is published, only shapes.</translation>
  </message>
  <message>
   <source>公開マップ</source>
   <translation>Public map</translation>
  </message>
  <message>
   <source>公開不可</source>
   <translation>Never</translation>
  </message>
  <message>
   <source>公開可</source>
   <translation>May go out</translation>
  </message>
  <message>
   <source>公開名</source>
   <translation>Public name</translation>
  </message>
  <message>
   <source>公開名（英語）</source>
   <translation>Public name (English)</translation>
  </message>
  <message>
   <source>公開用のフォルダ {folder} に書き込めません。</source>
   <translation>The public folder {folder} cannot be written to.</translation>
  </message>
  <message>
   <source>公開用のフォルダ {folder} を作れません。</source>
   <translation>The public folder {folder} cannot be made.</translation>
  </message>
  <message>
   <source>公開用のフォルダか、zip ファイルを指定してください。</source>
   <translation>Choose a public folder or a zip.</translation>
  </message>
  <message>
   <source>公開用の説明</source>
   <translation>Words for the public</translation>
  </message>
  <message>
   <source>公開者</source>
   <translation>Publisher</translation>
  </message>
  <message>
   <source>公開鍵 {file} がありません。</source>
   <translation>The public key {file} is not there.</translation>
  </message>
  <message>
   <source>共同住宅</source>
   <translation>Apartment house</translation>
  </message>
  <message>
   <source>兵庫・鳥取・岡山</source>
   <translation>Hyogo, Tottori and Okayama</translation>
  </message>
  <message>
   <source>内容</source>
   <translation>Content</translation>
  </message>
  <message>
   <source>内容・施設番号・写真のどれもない行です。</source>
   <translation>A row without text, facility number or photo.</translation>
  </message>
  <message>
   <source>内水</source>
   <translation>Inland flooding</translation>
  </message>
  <message>
   <source>内水浸水ランク（最大）</source>
   <translation>Inland flood rank (highest)</translation>
  </message>
  <message>
   <source>内水浸水深（最大）</source>
   <translation>Inland flood depth (greatest)</translation>
  </message>
  <message>
   <source>円で囲んで選ぶ</source>
   <translation>Select by circle</translation>
  </message>
  <message>
   <source>円柱</source>
   <translation>Cylinder</translation>
  </message>
  <message>
   <source>円柱の半径</source>
   <translation>Radius of the cylinder</translation>
  </message>
  <message>
   <source>円柱の直径</source>
   <translation>Diameter of the cylinder</translation>
  </message>
  <message>
   <source>写真 {count} 枚が元の場所にないか、別のファイルになっています（例: {file}）。</source>
   <translation>{count} photos are gone or have become other files (for example {file}).</translation>
  </message>
  <message>
   <source>写真としては大きすぎます。</source>
   <translation>Too large for a photo.</translation>
  </message>
  <message>
   <source>写真として読めません。</source>
   <translation>Cannot be read as a photo.</translation>
  </message>
  <message>
   <source>写真のファイル名</source>
   <translation>File name of the photo</translation>
  </message>
  <message>
   <source>写真の枚数</source>
   <translation>Number of photos</translation>
  </message>
  <message>
   <source>出入口</source>
   <translation>Entrance or exit</translation>
  </message>
  <message>
   <source>出典</source>
   <translation>Source</translation>
  </message>
  <message>
   <source>出典: {credit}</source>
   <translation>Source: {credit}</translation>
  </message>
  <message>
   <source>出典と時点は未確認</source>
   <translation>source and date not confirmed</translation>
  </message>
  <message>
   <source>出典の書き方が決められていません。</source>
   <translation>It is not said how the source is credited.</translation>
  </message>
  <message>
   <source>出来形の合否判定総括表を書き出す</source>
   <translation>Write the as-built summary</translation>
  </message>
  <message>
   <source>出来形を評価する</source>
   <translation>Evaluate as-built</translation>
  </message>
  <message>
   <source>出来形合否判定 {part}（{kind}）</source>
   <translation>As-built verdict {part} ({kind})</translation>
  </message>
  <message>
   <source>出来形合否判定総括表</source>
   <translation>As-built verdict, summary</translation>
  </message>
  <message>
   <source>分</source>
   <translation>min</translation>
  </message>
  <message>
   <source>分布図（規格値 ±{limit:.0f} mm に対する割合）</source>
   <translation>Deviations (share of the limit ±{limit:.0f} mm)</translation>
  </message>
  <message>
   <source>分類</source>
   <translation>Class</translation>
  </message>
  <message>
   <source>分類 {classes} の中央値</source>
   <translation>median of classes {classes}</translation>
  </message>
  <message>
   <source>分類「地面」「路面」の点</source>
   <translation>Points of the classes ground and road surface</translation>
  </message>
  <message>
   <source>分類「地面」の中央値</source>
   <translation>median of points classified as ground</translation>
  </message>
  <message>
   <source>分類「植生」の点</source>
   <translation>Points of the vegetation classes</translation>
  </message>
  <message>
   <source>分類の番号を確かめてください。</source>
   <translation>Check the numbers of the classes.</translation>
  </message>
  <message>
   <source>分類名</source>
   <translation>Class name</translation>
  </message>
  <message>
   <source>切り抜く範囲の中に点がありません。</source>
   <translation>There are no points within the area that is cut out.</translation>
  </message>
  <message>
   <source>切り抜く面がありません。</source>
   <translation>There is no area to cut by.</translation>
  </message>
  <message>
   <source>切り捨て・切り上げ・絶対値・最小・最大 も使える</source>
   <translation>also 切り捨て (floor), 切り上げ (ceiling), 絶対値 (absolute), 最小 (least), 最大 (most)</translation>
  </message>
  <message>
   <source>切れ端を {name} に入れる（境界 {metres} m を共有）</source>
   <translation>Give the shred to {name} (common boundary {metres} m)</translation>
  </message>
  <message>
   <source>切れ端を消す</source>
   <translation>Leave the shred away</translation>
  </message>
  <message>
   <source>切土</source>
   <translation>Cut</translation>
  </message>
  <message>
   <source>切土 (m²)</source>
   <translation>Cut (m²)</translation>
  </message>
  <message>
   <source>切土 {cut:.2f} m2 盛土 {fill:.2f} m2</source>
   <translation>cut {cut:.2f} m2 fill {fill:.2f} m2</translation>
  </message>
  <message>
   <source>切土 {cut:.2f} m²　盛土 {fill:.2f} m²</source>
   <translation>cut {cut:.2f} m²  fill {fill:.2f} m²</translation>
  </message>
  <message>
   <source>切土断面積（m²）</source>
   <translation>Area of cut (m²)</translation>
  </message>
  <message>
   <source>切土量 (m³)</source>
   <translation>Cut (m³)</translation>
  </message>
  <message>
   <source>切土量（m³）</source>
   <translation>Volume of cut (m³)</translation>
  </message>
  <message>
   <source>列「{field}」が示す写真のうち {count:,} 枚に、撮影した場所や持ち主の記録があります。写真は公開しませんが、別に公開するときは消してください。</source>
   <translation>{count:,} of the photos that column “{field}” names tell where they were taken or whose they are. The photos are not published; remove this before you publish them elsewhere.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、HTML のタグがあります。文字のまま表示されます。</source>
   <translation>{count:,} values of column “{field}” hold HTML tags. They are shown as letters.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、マイナンバーがあります。</source>
   <translation>{count:,} values of column “{field}” hold a My Number.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、人の氏名があります。</source>
   <translation>{count:,} values of column “{field}” hold names of persons.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、個人のメールアドレスがあります。</source>
   <translation>{count:,} values of column “{field}” hold personal mail addresses.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、個人の住所があります。</source>
   <translation>{count:,} values of column “{field}” hold personal addresses.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、個人の郵便番号があります。</source>
   <translation>{count:,} values of column “{field}” hold personal postcodes.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、個人の電話番号があります。</source>
   <translation>{count:,} values of column “{field}” hold personal telephone numbers.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、動作するスクリプトがあります。</source>
   <translation>{count:,} values of column “{field}” hold active script.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、口座の番号があります。</source>
   <translation>{count:,} values of column “{field}” hold account numbers.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、庁内のパソコンやファイルの場所があります。</source>
   <translation>{count:,} values of column “{field}” hold places of files on PCs of the office.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、役所のものでないメールアドレスがあります。</source>
   <translation>{count:,} values of column “{field}” hold mail addresses that are not of an office.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、携帯電話の番号があります。</source>
   <translation>{count:,} values of column “{field}” hold mobile telephone numbers.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、生年月日があります。</source>
   <translation>{count:,} values of column “{field}” hold dates of birth.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、番地のある住所があります。</source>
   <translation>{count:,} values of column “{field}” hold addresses with house numbers.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、被保険者などの番号があります。</source>
   <translation>{count:,} values of column “{field}” hold numbers of insured persons or such.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、見えない制御文字があります。</source>
   <translation>{count:,} values of column “{field}” hold invisible control letters.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、車両の登録番号があります。</source>
   <translation>{count:,} values of column “{field}” hold number plates of vehicles.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、郵便番号があります。</source>
   <translation>{count:,} values of column “{field}” hold postcodes.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件に、電話番号があります。</source>
   <translation>{count:,} values of column “{field}” hold telephone numbers.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件は、カードの番号かもしれません。</source>
   <translation>{count:,} values of column “{field}” may be card numbers.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件は、マイナンバーかもしれません。</source>
   <translation>{count:,} values of column “{field}” may be My Numbers.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件は、人の氏名かもしれません。</source>
   <translation>{count:,} values of column “{field}” may be names of persons.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件は、基礎年金番号かもしれません。</source>
   <translation>{count:,} values of column “{field}” may be basic pension numbers.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件は、施設などの連絡先や所在地として公開されます。</source>
   <translation>{count:,} values of column “{field}” are published as contacts or addresses of facilities.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件は、生年月日や年齢かもしれません。</source>
   <translation>{count:,} values of column “{field}” may be dates of birth or ages.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件は、表計算ソフトが式として計算するおそれがあります。</source>
   <translation>{count:,} values of column “{field}” may be taken for formulas by spreadsheets.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件は、車両の登録番号かもしれません。</source>
   <translation>{count:,} values of column “{field}” may be number plates of vehicles.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件は写真などのファイル名です。写真そのものは公開されません。</source>
   <translation>{count:,} values of column “{field}” are names of photos or such. The photos themselves are not published.</translation>
  </message>
  <message>
   <source>列「{field}」の {count:,} 件は長すぎて、地図の上で読めません。</source>
   <translation>{count:,} values of column “{field}” are too long to be read on a map.</translation>
  </message>
  <message>
   <source>列「{field}」の小さな数 {count:,} 件は空欄になります。</source>
   <translation>{count:,} small numbers of column “{field}” are left blank.</translation>
  </message>
  <message>
   <source>列「{field}」の小さな数 {count:,} 件も公開する設定です。</source>
   <translation>{count:,} small numbers of column “{field}” are published too, as was set.</translation>
  </message>
  <message>
   <source>列「{field}」の組み合わせが {least} 件に満たないものが {count:,} 件あり、個人が分かるおそれがあります。</source>
   <translation>{count:,} features share their combination of “{field}” with fewer than {least}; persons may be known by it.</translation>
  </message>
  <message>
   <source>列「{field}」は、年齢や性別などに関わる列です。</source>
   <translation>Column “{field}” has to do with age, sex or such.</translation>
  </message>
  <message>
   <source>列「{field}」は、税や所得、資産に関わる列です。</source>
   <translation>Column “{field}” has to do with taxes, income or property.</translation>
  </message>
  <message>
   <source>列「{field}」は、見出しから見て個人の情報の列です。</source>
   <translation>Column “{field}” holds something personal by its heading.</translation>
  </message>
  <message>
   <source>列「{field}」は、障害や健康などに関わる列です。</source>
   <translation>Column “{field}” has to do with disability, health or such.</translation>
  </message>
  <message>
   <source>列「{field}」は人や世帯の数で、{least} 未満の小さな数が {count:,} 件あります。</source>
   <translation>Column “{field}” counts people or households; {count:,} numbers are below {least}.</translation>
  </message>
  <message>
   <source>列「{field}」は個人ごとの年齢や性別などの情報です。</source>
   <translation>Column “{field}” tells age, sex or such of persons.</translation>
  </message>
  <message>
   <source>列「{field}」は個人ごとの税や所得の情報です。</source>
   <translation>Column “{field}” tells taxes or income of persons.</translation>
  </message>
  <message>
   <source>列「{field}」は個人ごとの要配慮個人情報です。</source>
   <translation>Column “{field}” tells sensitive things of persons.</translation>
  </message>
  <message>
   <source>列「{field}」は役員などの個人の情報で、公開できません。</source>
   <translation>Column “{field}” tells of officers, who are persons, and cannot be published.</translation>
  </message>
  <message>
   <source>列「{place}」の公開する名前がありません。</source>
   <translation>Column “{place}” has no public name.</translation>
  </message>
  <message>
   <source>列の種類を調べています: {column}</source>
   <translation>Looking at the kinds of columns: {column}</translation>
  </message>
  <message>
   <source>列をカンマかタブで区切ったファイル（CSV・TSV）か、Excel（.xlsx）で保存し直してください。</source>
   <translation>Save it again with columns parted by commas or tabs (CSV, TSV), or as Excel (.xlsx).</translation>
  </message>
  <message>
   <source>判定</source>
   <translation>Verdict</translation>
  </message>
  <message>
   <source>判定の理由</source>
   <translation>Reason of the verdict</translation>
  </message>
  <message>
   <source>別のデータに置き換わっていないか確かめてください。</source>
   <translation>Check whether it was replaced by other data.</translation>
  </message>
  <message>
   <source>別のファイルを選ぶか、作成元に確かめてください。</source>
   <translation>Choose another file, or ask who made it.</translation>
  </message>
  <message>
   <source>別の名前にするか、上書きを選んでください。</source>
   <translation>Use another name, or choose to overwrite.</translation>
  </message>
  <message>
   <source>別の名前にするか、加えてよければ --new を付けずに実行してください。</source>
   <translation>Use another name, or leave out --new if it may be added to.</translation>
  </message>
  <message>
   <source>別の名前の表に書き出すか、データベースの管理者に相談してください。</source>
   <translation>Write to a table of another name, or ask the administrator of the database.</translation>
  </message>
  <message>
   <source>別の名前を指定してください。</source>
   <translation>Choose another name.</translation>
  </message>
  <message>
   <source>別の場所に保存してください。</source>
   <translation>Save it elsewhere.</translation>
  </message>
  <message>
   <source>別の場所を選んで、もう一度書き出してください。</source>
   <translation>Choose another place and write once more.</translation>
  </message>
  <message>
   <source>別の座標系を選んでください（考えられるもの: {names}）。</source>
   <translation>Choose another system (possible: {names}).</translation>
  </message>
  <message>
   <source>別の形式で書き出し、この表示を情報担当へお知らせください。</source>
   <translation>Write it in another format, and show this message to the information section.</translation>
  </message>
  <message>
   <source>別の自治会と確かめた</source>
   <translation>Confirmed as different associations</translation>
  </message>
  <message>
   <source>利用条件</source>
   <translation>Terms of use</translation>
  </message>
  <message>
   <source>利用条件（ライセンス）</source>
   <translation>Terms of use (licence)</translation>
  </message>
  <message>
   <source>利用条件（ライセンス）が決められていません。</source>
   <translation>The terms of use (licence) are not decided.</translation>
  </message>
  <message>
   <source>利用者が示す出典。例: ○○市「避難所一覧」</source>
   <translation>What users must credit, e.g. City, “List of shelters”</translation>
  </message>
  <message>
   <source>利用者に見える名前</source>
   <translation>The name that users see</translation>
  </message>
  <message>
   <source>利用者名とパスワードを確かめて、もう一度接続してください。</source>
   <translation>Check user name and password and connect again.</translation>
  </message>
  <message>
   <source>前</source>
   <translation>before</translation>
  </message>
  <message>
   <source>前に取り込んだ行と同じです。</source>
   <translation>The same row was taken before.</translation>
  </message>
  <message>
   <source>前に読み込んだ内容はそのままです。データベースが動いているのを確かめて、もう一度読み込んでください。</source>
   <translation>What was read before is untouched. Make sure that the database is running and read it again.</translation>
  </message>
  <message>
   <source>前の作業「{label}」が終わらなかったため、行いませんでした。</source>
   <translation>Not done because the earlier work "{label}" did not finish.</translation>
  </message>
  <message>
   <source>前の公開の {before:,} 件から {count:,} 件増え、上限（{limit:.0%}）を超えています。</source>
   <translation>{count:,} features more than the {before:,} of the last publication are above the limit ({limit:.0%}).</translation>
  </message>
  <message>
   <source>前の公開の {before:,} 件から {count:,} 件減り、上限（{limit:.0%}）を超えています。</source>
   <translation>{count:,} features fewer than the {before:,} of the last publication are above the limit ({limit:.0%}).</translation>
  </message>
  <message>
   <source>前の公開の {before:,} 件のうち {count:,} 件が変わり、上限（{limit:.0%}）を超えています。</source>
   <translation>{count:,} of the {before:,} features of the last publication changed, above the limit ({limit:.0%}).</translation>
  </message>
  <message>
   <source>前回との差</source>
   <translation>Difference from last time</translation>
  </message>
  <message>
   <source>前回の公開から {share:.0%} の地物が増減または変更されたため、もう一度審査してください。</source>
   <translation>{share:.0%} of the features came, went or changed since the last publication. Review it again.</translation>
  </message>
  <message>
   <source>前回の続きのデータを開く</source>
   <translation>Open the data of last time</translation>
  </message>
  <message>
   <source>前回読み込んだ日時</source>
   <translation>Read last time on</translation>
  </message>
  <message>
   <source>前面道路の幅員が分かりません。</source>
   <translation>The width of the front road is unknown.</translation>
  </message>
  <message>
   <source>前面道路の幅員（図上）</source>
   <translation>Width of front road (on the map)</translation>
  </message>
  <message>
   <source>割合</source>
   <translation>Share</translation>
  </message>
  <message>
   <source>加入世帯数</source>
   <translation>Member households</translation>
  </message>
  <message>
   <source>加入世帯数が世帯数より多い自治会が {count} 件あります（例: {example}）。世帯数の出典と時点が加入世帯数と合っているか、確かめてください。</source>
   <translation>{count} associations have more members than households (such as {example}). Check whether source and day of both fit together.</translation>
  </message>
  <message>
   <source>加入世帯数の時点</source>
   <translation>Date of member households</translation>
  </message>
  <message>
   <source>加入率</source>
   <translation>Membership rate</translation>
  </message>
  <message>
   <source>加入率の分母（出典・時点）</source>
   <translation>Denominator of the rate (source, day)</translation>
  </message>
  <message>
   <source>加入率の注記</source>
   <translation>Remark on the rate</translation>
  </message>
  <message>
   <source>助言番号</source>
   <translation>Number of advice</translation>
  </message>
  <message>
   <source>動作するスクリプト</source>
   <translation>Active script</translation>
  </message>
  <message>
   <source>勾配</source>
   <translation>Slope</translation>
  </message>
  <message>
   <source>勾配の区分（30° で崖）</source>
   <translation>Slope classes (cliff at 30°)</translation>
  </message>
  <message>
   <source>勾配（%）</source>
   <translation>Slope (%)</translation>
  </message>
  <message>
   <source>勾配（1:n の n）</source>
   <translation>Slope (n of 1:n)</translation>
  </message>
  <message>
   <source>勾配（度）</source>
   <translation>Slope (degrees)</translation>
  </message>
  <message>
   <source>北</source>
   <translation>North</translation>
  </message>
  <message>
   <source>北を上にする</source>
   <translation>North up</translation>
  </message>
  <message>
   <source>北・東の順だったため入れ替えました</source>
   <translation>north came before east, so they were swapped</translation>
  </message>
  <message>
   <source>北側斜線</source>
   <translation>North slant</translation>
  </message>
  <message>
   <source>北東</source>
   <translation>North-east</translation>
  </message>
  <message>
   <source>北海道の中部</source>
   <translation>the middle of Hokkaido</translation>
  </message>
  <message>
   <source>北海道の東部</source>
   <translation>the east of Hokkaido</translation>
  </message>
  <message>
   <source>北海道の西部</source>
   <translation>the west of Hokkaido</translation>
  </message>
  <message>
   <source>北西</source>
   <translation>North-west</translation>
  </message>
  <message>
   <source>区分</source>
   <translation>Class</translation>
  </message>
  <message>
   <source>区分の幅</source>
   <translation>range of the class</translation>
  </message>
  <message>
   <source>区分は国土数値情報 A31 の危険区域区分コード。氾濫流の赤はハザードマップポータルサイトの凡例（赤の斜線）。ほかの2色は見分けるために当プログラムが定めたもの。</source>
   <translation>Classes are the danger area codes of National Land Numerical Information A31. The red of flood flow is that of the Hazard Map Portal legend (red hatching). The other two colours were chosen by this program to tell them apart.</translation>
  </message>
  <message>
   <source>区分は国土数値情報 A31 の浸水継続時間ランクコード。色はハザードマップポータルサイトのタイルの凡例。</source>
   <translation>Classes are the flood duration rank codes of National Land Numerical Information A31. Colours are those of the tile legend of the Hazard Map Portal.</translation>
  </message>
  <message>
   <source>区分は国土数値情報 A31（2012年）の浸水深の番号（11〜15 と 21〜27 の2通り）。色は当プログラムが定めたもの。</source>
   <translation>Classes are the flood depth numbers of National Land Numerical Information A31 (2012; two series, 11 to 15 and 21 to 27). Colours were chosen by this program.</translation>
  </message>
  <message>
   <source>区分は国土数値情報 A33 の区域コード。色はハザードマップポータルサイトのタイルの凡例。</source>
   <translation>Classes are the area codes of National Land Numerical Information A33. Colours are those of the tile legend of the Hazard Map Portal.</translation>
  </message>
  <message>
   <source>区分は国土数値情報 A48 の指定理由コード。色は国土数値情報を地図ソフトで見るための公開スタイル（QGIS用 A48）。</source>
   <translation>Classes are the designation reason codes of National Land Numerical Information A48. Colours are those of a published style for GIS (A48 for QGIS).</translation>
  </message>
  <message>
   <source>区分は標準製品仕様書 BuildingDetailAttribute_buildingStructureType（i-UR 3.2）。色は当プログラムが定めたもの。</source>
   <translation>Classes after the standard product specification, BuildingDetailAttribute_buildingStructureType (i-UR 3.2). Colours by this program.</translation>
  </message>
  <message>
   <source>区分は標準製品仕様書 BuildingDetailAttribute_fireproofStructureType（i-UR 3.2）。色は当プログラムが定めたもの。</source>
   <translation>Classes after the standard product specification, BuildingDetailAttribute_fireproofStructureType (i-UR 3.2). Colours by this program.</translation>
  </message>
  <message>
   <source>区分は標準製品仕様書 Building_usage（i-UR 3.2）。色は都市計画図の慣例（商業＝赤系、住居＝黄系、公共＝青系、工業＝紫系）に沿って当プログラムが定めたもの。</source>
   <translation>Classes after the standard product specification, Building_usage (i-UR 3.2). Colours by this program after the custom of planning maps (commerce red, housing yellow, public blue, industry purple).</translation>
  </message>
  <message>
   <source>区分は標準製品仕様書 ReservoirFloodingRiskAttribute_rank（i-UR 3.2）。色は国土交通省「水害ハザードマップ作成の手引き」の詳細版で同じ深さにあたるもの。</source>
   <translation>Classes are ReservoirFloodingRiskAttribute_rank of the standard product specification (i-UR 3.2). Colours are those of the same depths in the detailed legend of the MLIT guideline for flood hazard maps.</translation>
  </message>
  <message>
   <source>区分は標準製品仕様書 TsunamiRiskAttribute_rankOrg（i-UR 3.2）。色は国土交通省「水害ハザードマップ作成の手引き」の詳細版で同じ深さにあたるもの。</source>
   <translation>Classes after TsunamiRiskAttribute_rankOrg of the standard specification (i-UR 3.2). Colours are those of the same depth in the detailed legend of the ministry's guide to flood hazard maps.</translation>
  </message>
  <message>
   <source>区分は都市再生特別措置法第81条。色は国土数値情報を地図ソフトで見るための公開スタイル（QGIS用 A50）。</source>
   <translation>Classes follow Article 81 of the Act on Special Measures concerning Urban Reconstruction. Colours are those of a published style for GIS (A50 for QGIS).</translation>
  </message>
  <message>
   <source>区分は都市計画法第7条。色は国土数値情報を地図ソフトで見るための公開スタイル（QGIS用 A55）。</source>
   <translation>Classes follow Article 7 of the City Planning Act. Colours are those of a published style for GIS (A55 for QGIS).</translation>
  </message>
  <message>
   <source>区分は都市計画法第8条。色は国土数値情報を地図ソフトで見るための公開スタイル（QGIS用 A29・A55）。田園住居地域の色はそこにないため当プログラムが定めたもの。</source>
   <translation>Classes follow Article 8 of the City Planning Act. Colours are those of a published style for GIS (A29 and A55 for QGIS). The colour of rural residential districts is not in it and was chosen by this program.</translation>
  </message>
  <message>
   <source>区分は都市計画法第8条。色は国土数値情報を地図ソフトで見るための公開スタイル（QGIS用 A55）。</source>
   <translation>Classes follow Article 8 of the City Planning Act. Colours are those of a published style for GIS (A55 for QGIS).</translation>
  </message>
  <message>
   <source>区分は都市計画法第8条。色は都市計画図の慣例（低層＝緑、中高層＝黄緑、住居＝黄からだいだい、商業＝赤、準工業＝紫、工業＝水色から青）に沿って公開されている配色。</source>
   <translation>Classes follow Article 8 of the City Planning Act. Colours are a published scheme after the custom of planning maps (low-rise green, mid/high-rise yellow-green, residential yellow to orange, commercial red, quasi-industrial purple, industrial light blue to blue).</translation>
  </message>
  <message>
   <source>区分所有の数</source>
   <translation>Number of units</translation>
  </message>
  <message>
   <source>区切りと色は当プログラムが定めたもの。日の当たる南を明るく、北を暗くしている。</source>
   <translation>Limits and colours are this program's own: the sunny south is bright, the north dark.</translation>
  </message>
  <message>
   <source>区切りのうち 20・31・60 m は建築基準法に現れる高さ。色は当プログラムが定めたもの。</source>
   <translation>20, 31 and 60 m are heights in the Building Standards Act. Colours by this program.</translation>
  </message>
  <message>
   <source>区切りは耐震基準の改正（1950年 建築基準法、1971年 改正、1981年6月 新耐震基準、2000年6月 木造の改正）の翌年。色は当プログラムが定めたもの。</source>
   <translation>Steps are the years after changes of the seismic code (1950 Building Standards Act, 1971 revision, June 1981 new code, June 2000 timber). Colours by this program.</translation>
  </message>
  <message>
   <source>区域</source>
   <translation>Area</translation>
  </message>
  <message>
   <source>区域が未確認の自治会が {count} 件あります（例: {example}）。面積や建物の数は未確認としました。</source>
   <translation>The area of {count} associations is unknown (such as {example}). Their size and buildings are unknown too.</translation>
  </message>
  <message>
   <source>区域が未確認の自治会が {count} 件あるため、未組織とは言い切れません（例: {example}）。</source>
   <translation>The area of {count} associations is unknown, so it may belong to one of them (such as {example}).</translation>
  </message>
  <message>
   <source>区域が残るように直してください。なくすときは「統合」か「区域を外す」を使います。</source>
   <translation>Leave something of the area. To do away with it, use Merge or Take out.</translation>
  </message>
  <message>
   <source>区域ごとに集計する</source>
   <translation>Add up by area</translation>
  </message>
  <message>
   <source>区域ごとの資料を作る</source>
   <translation>Make the sheets of areas</translation>
  </message>
  <message>
   <source>区域と一覧を突き合わせる</source>
   <translation>Put areas and list together</translation>
  </message>
  <message>
   <source>区域なし</source>
   <translation>No area</translation>
  </message>
  <message>
   <source>区域にかからない範囲を切り出したデータを使ってください。</source>
   <translation>Use data cut out so that they do not reach into the area.</translation>
  </message>
  <message>
   <source>区域のある自治会がないため、区域図を作れません。</source>
   <translation>No association has an area, so there is nothing to draw.</translation>
  </message>
  <message>
   <source>区域のデータの場所を直すか、設定から外してください。</source>
   <translation>Repair the location of its data, or take it out of the settings.</translation>
  </message>
  <message>
   <source>区域の中</source>
   <translation>Inside the area</translation>
  </message>
  <message>
   <source>区域の中のごみステーション</source>
   <translation>Waste stations inside</translation>
  </message>
  <message>
   <source>区域の中の掲示板</source>
   <translation>Notice boards inside</translation>
  </message>
  <message>
   <source>区域の中の避難先</source>
   <translation>Shelters inside</translation>
  </message>
  <message>
   <source>区域の中の集会所</source>
   <translation>Meeting halls inside</translation>
  </message>
  <message>
   <source>区域の出典</source>
   <translation>Source of the area</translation>
  </message>
  <message>
   <source>区域の境界を直した</source>
   <translation>Boundaries were changed</translation>
  </message>
  <message>
   <source>区域の外</source>
   <translation>Outside the area</translation>
  </message>
  <message>
   <source>区域の外から外まで、1回だけ横切る線を引いてください。</source>
   <translation>Draw a line that crosses the area once, from outside to outside.</translation>
  </message>
  <message>
   <source>区域の座標系</source>
   <translation>Reference system of the area</translation>
  </message>
  <message>
   <source>区域の形を調べています</source>
   <translation>Looking at the shapes of the areas</translation>
  </message>
  <message>
   <source>区域の有効期間</source>
   <translation>When the area holds</translation>
  </message>
  <message>
   <source>区域の比較の報告書を作る</source>
   <translation>Write the report of the comparison</translation>
  </message>
  <message>
   <source>区域の比較の表を作る</source>
   <translation>Write the tables of the comparison</translation>
  </message>
  <message>
   <source>区域の点検で決める: {what}</source>
   <translation>Decide on a check of areas: {what}</translation>
  </message>
  <message>
   <source>区域の点検結果</source>
   <translation>Findings of the areas</translation>
  </message>
  <message>
   <source>区域の細かい食い違い {count} 件をまとめて直す</source>
   <translation>Repair {count} slivers of areas together</translation>
  </message>
  <message>
   <source>区域の角を、外側をまわる順にクリックしてください。木や電線の点を拾っていないかも確かめてください。</source>
   <translation>Click the corners in their order around the outside, and check that no point of a tree or a wire was picked.</translation>
  </message>
  <message>
   <source>区域の辺が互いに交わっているため、面積が決まりません。</source>
   <translation>The sides of the area cross each other, so it has no size.</translation>
  </message>
  <message>
   <source>区域の集計</source>
   <translation>Totals by area</translation>
  </message>
  <message>
   <source>区域や名称だけを持つ別のデータを使ってください。</source>
   <translation>Use other data that hold only areas or names.</translation>
  </message>
  <message>
   <source>区域を届けた部署</source>
   <translation>Department of the area</translation>
  </message>
  <message>
   <source>区域を直しています（{done} / {total}）</source>
   <translation>Repairing areas ({done} of {total})</translation>
  </message>
  <message>
   <source>区域を直す: {what}</source>
   <translation>Repair areas: {what}</translation>
  </message>
  <message>
   <source>区域区分</source>
   <translation>Area division</translation>
  </message>
  <message>
   <source>区域（隣と違う色）</source>
   <translation>Areas (neighbours differ in colour)</translation>
  </message>
  <message>
   <source>区域（面）のあるレイヤを選んでください。</source>
   <translation>Please choose a layer with areas.</translation>
  </message>
  <message>
   <source>区間距離（m）</source>
   <translation>Distance (m)</translation>
  </message>
  <message>
   <source>医療機関の数</source>
   <translation>Hospitals and clinics</translation>
  </message>
  <message>
   <source>半分との差（{difference} m²）が図の位置の誤差（±{error} m、{least} m²）より小さく、過半が決まりません。</source>
   <translation>The difference from one half ({difference} m²) is smaller than the position error of the map (±{error} m, {least} m²), so the greater part is open.</translation>
  </message>
  <message>
   <source>半径</source>
   <translation>Radius</translation>
  </message>
  <message>
   <source>南</source>
   <translation>South</translation>
  </message>
  <message>
   <source>南東</source>
   <translation>South-east</translation>
  </message>
  <message>
   <source>南西</source>
   <translation>South-west</translation>
  </message>
  <message>
   <source>南鳥島</source>
   <translation>Minamitorishima</translation>
  </message>
  <message>
   <source>印刷できませんでした。</source>
   <translation>Nothing could be printed.</translation>
  </message>
  <message>
   <source>参考</source>
   <translation>Note</translation>
  </message>
  <message>
   <source>反射強度</source>
   <translation>Intensity</translation>
  </message>
  <message>
   <source>収容人数</source>
   <translation>Capacity</translation>
  </message>
  <message>
   <source>受け渡し用の zip を作る</source>
   <translation>Make the package (zip)</translation>
  </message>
  <message>
   <source>口座やカードの番号</source>
   <translation>Numbers of accounts or cards</translation>
  </message>
  <message>
   <source>台帳にない（未確認）</source>
   <translation>not in the ledger (unknown)</translation>
  </message>
  <message>
   <source>台帳に記録した日時</source>
   <translation>Entered into the ledger</translation>
  </message>
  <message>
   <source>各ファイルの内容は SHA-256 で確かめられます。</source>
   <translation>The content of each file can be checked by SHA-256.</translation>
  </message>
  <message>
   <source>合意のある重なりとした</source>
   <translation>Marked as an agreed overlap</translation>
  </message>
  <message>
   <source>合格</source>
   <translation>Passes</translation>
  </message>
  <message>
   <source>合計</source>
   <translation>Total</translation>
  </message>
  <message>
   <source>合計の行です。</source>
   <translation>A row of sums.</translation>
  </message>
  <message>
   <source>同じフォルダの {whole} を選んでください。</source>
   <translation>Choose {whole} in the same folder.</translation>
  </message>
  <message>
   <source>同じ件数</source>
   <translation>Unchanged</translation>
  </message>
  <message>
   <source>同じ名前の付属ファイル（.dbf、.shx など）がそろっているか確かめてください。</source>
   <translation>Check that the files of the same name (.dbf, .shx and others) are all there.</translation>
  </message>
  <message>
   <source>同じ名称が複数あるため未確認</source>
   <translation>unknown, for several have that name</translation>
  </message>
  <message>
   <source>同じ地物が 2 つ以上のタイルに入っています（{detail}）。</source>
   <translation>A feature is in two tiles or more ({detail}).</translation>
  </message>
  <message>
   <source>同じ基準の点群を使うか、基準が誤っていれば、正しい「高さの基準」を指定してください。</source>
   <translation>Use scans above the same base or, where a base is wrong, name the right “base of heights”.</translation>
  </message>
  <message>
   <source>同じ場所に違う内容の区域が重なっています（{labels}）。</source>
   <translation>Areas that say different things overlap here ({labels}).</translation>
  </message>
  <message>
   <source>同じ点が続いているため、測れません。</source>
   <translation>This cannot be measured: the same point follows itself.</translation>
  </message>
  <message>
   <source>同じ自治会かどうかを確かめる</source>
   <translation>Confirm whether they are the same association</translation>
  </message>
  <message>
   <source>同じ自治会と確かめた</source>
   <translation>Confirmed as the same association</translation>
  </message>
  <message>
   <source>同じ表の中の、まったく同じ行です。</source>
   <translation>Exactly the same row of the same table.</translation>
  </message>
  <message>
   <source>名前</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>名前「{value}」の行が {rows} つあります。</source>
   <translation>{rows} rows have the name “{value}”.</translation>
  </message>
  <message>
   <source>名前が FG-GML-…-DEM….xml のファイルを選んでください。</source>
   <translation>Choose files whose names are FG-GML-…-DEM….xml.</translation>
  </message>
  <message>
   <source>名前と場所を確かめてください。書き方は docs/PUBLISH.md にあります。</source>
   <translation>Check the name and the place. docs/PUBLISH.md tells how to write it.</translation>
  </message>
  <message>
   <source>名前なし</source>
   <translation>No name</translation>
  </message>
  <message>
   <source>名前に記号（&lt; &gt; : " | ? * \）や Windows で使えない名前がないか、リンクや同じ名前のファイルがないか確かめてください。</source>
   <translation>Make sure that names hold no signs (&lt; &gt; : " | ? * \) and none that Windows forbids, and that there are no links or files of the same name.</translation>
  </message>
  <message>
   <source>名前の終わりを .copc.laz、.laz、.las のどれかにしてください。</source>
   <translation>Let the name end in .copc.laz, .laz or .las.</translation>
  </message>
  <message>
   <source>名前の終わりを .geojson か .csv にしてください。</source>
   <translation>Let the name end in .geojson or .csv.</translation>
  </message>
  <message>
   <source>名前の終わりを .gpkg、.geojson、.shp、.dxf のどれかにしてください。</source>
   <translation>Let the name end with .gpkg, .geojson, .shp or .dxf.</translation>
  </message>
  <message>
   <source>名前の終わりを .shp.zip にすると、図形の種類ごとに分けて一つの zip に入れます。</source>
   <translation>With a name that ends in .shp.zip, each kind of shape goes into one zip by itself.</translation>
  </message>
  <message>
   <source>名前の重複</source>
   <translation>Same name</translation>
  </message>
  <message>
   <source>名前を付けた視点…</source>
   <translation>Named views…</translation>
  </message>
  <message>
   <source>名前を付けて保存する…</source>
   <translation>Save as…</translation>
  </message>
  <message>
   <source>名前を変える・隠す・消すのは、点群の画面の「計測」でできます。</source>
   <translation>Rename, hide or delete it under "Measure" on the scan page.</translation>
  </message>
  <message>
   <source>名称</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>名称から {count} 件見つかりました: {names}。</source>
   <translation>{count} found by name: {names}.</translation>
  </message>
  <message>
   <source>名称で一致</source>
   <translation>same name</translation>
  </message>
  <message>
   <source>名称の一部かかなで探すか、住所で探してください。</source>
   <translation>Try a part of the name, its reading, or an address.</translation>
  </message>
  <message>
   <source>否</source>
   <translation>no</translation>
  </message>
  <message>
   <source>周長</source>
   <translation>Perimeter</translation>
  </message>
  <message>
   <source>品質</source>
   <translation>Quality</translation>
  </message>
  <message>
   <source>商業地域</source>
   <translation>Commercial district</translation>
  </message>
  <message>
   <source>商業施設</source>
   <translation>Commercial facility</translation>
  </message>
  <message>
   <source>商業系複合施設</source>
   <translation>Mixed commercial facility</translation>
  </message>
  <message>
   <source>問い合わせ先</source>
   <translation>Contact</translation>
  </message>
  <message>
   <source>問い合わせ先がありません。</source>
   <translation>There is no contact.</translation>
  </message>
  <message>
   <source>四半期ごと</source>
   <translation>Quarterly</translation>
  </message>
  <message>
   <source>四隅の近くに点を加えるか、アフィン変換を選んでください。点の組み違いがないかも確かめてください。</source>
   <translation>Add points near the corners, or choose the affine method. See too whether points were mixed up.</translation>
  </message>
  <message>
   <source>回</source>
   <translation>times</translation>
  </message>
  <message>
   <source>囲む場所か、相手の区域を確かめてください。</source>
   <translation>Check what was drawn round, or whose area is meant.</translation>
  </message>
  <message>
   <source>囲んだ所に、動かせる土地がありません。</source>
   <translation>There is no land to hand over within the outline.</translation>
  </message>
  <message>
   <source>図の範囲外の点 {count:,}</source>
   <translation>{count:,} points outside of the figure</translation>
  </message>
  <message>
   <source>図上の面積</source>
   <translation>Area on the map</translation>
  </message>
  <message>
   <source>図上計測（{detail} 筆を合わせた敷地）</source>
   <translation>Measured on the map ({detail} parcels joined)</translation>
  </message>
  <message>
   <source>図上計測（ファイル「{detail}」）</source>
   <translation>Measured on the map (file “{detail}”)</translation>
  </message>
  <message>
   <source>図上計測（レイヤ「{detail}」）</source>
   <translation>Measured on the map (layer “{detail}”)</translation>
  </message>
  <message>
   <source>図上計測（分けた敷地）</source>
   <translation>Measured on the map (lot that was divided)</translation>
  </message>
  <message>
   <source>図上計測（職員が描いた敷地）</source>
   <translation>Measured on the map (lot drawn by staff)</translation>
  </message>
  <message>
   <source>図形が {count:,} 件違いました。</source>
   <translation>{count:,} shapes differed.</translation>
  </message>
  <message>
   <source>図形が少しでも重なる</source>
   <translation>shapes touch</translation>
  </message>
  <message>
   <source>図形どうしのいちばん近い距離</source>
   <translation>distance between the shapes</translation>
  </message>
  <message>
   <source>図形のない {count:,} 件があるため、FlatGeobuf に位置の索引を付けていません。</source>
   <translation>FlatGeobuf has no spatial index because {count:,} features have no shape.</translation>
  </message>
  <message>
   <source>図形の位置を調べています</source>
   <translation>Looking at where shapes lie</translation>
  </message>
  <message>
   <source>図形の原典</source>
   <translation>Origin of the geometry</translation>
  </message>
  <message>
   <source>図形の原典（LOD0）</source>
   <translation>Origin of the geometry (LOD0)</translation>
  </message>
  <message>
   <source>図形の原典（LOD1）</source>
   <translation>Origin of the geometry (LOD1)</translation>
  </message>
  <message>
   <source>図形の原典（LOD2）</source>
   <translation>Origin of the geometry (LOD2)</translation>
  </message>
  <message>
   <source>図形の原典（LOD3）</source>
   <translation>Origin of the geometry (LOD3)</translation>
  </message>
  <message>
   <source>図形の原典（LOD4）</source>
   <translation>Origin of the geometry (LOD4)</translation>
  </message>
  <message>
   <source>図形の面積のうち重なる割合（%）</source>
   <translation>share of the shape's area that is covered (%)</translation>
  </message>
  <message>
   <source>図形の面積・周長・高さ・標高（㎡、m）</source>
   <translation>area, perimeter, height and elevation of the shape (㎡, m)</translation>
  </message>
  <message>
   <source>図形面積（屋根）</source>
   <translation>Footprint area (roof)</translation>
  </message>
  <message>
   <source>図枠・目盛</source>
   <translation>Frame</translation>
  </message>
  <message>
   <source>図番</source>
   <translation>Sheet</translation>
  </message>
  <message>
   <source>図示</source>
   <translation>as shown</translation>
  </message>
  <message>
   <source>図郭</source>
   <translation>Map sheet</translation>
  </message>
  <message>
   <source>図面「{file}」の区域 {count} 件には、中に文字がないか複数あるため、名前がありません。</source>
   <translation>{count} areas of drawing {file} have no name: no text stands in them, or several.</translation>
  </message>
  <message>
   <source>図面「{file}」の線 {count} 本は閉じていないため、区域として読みませんでした。</source>
   <translation>{count} lines of drawing {file} are not closed and were not read as areas.</translation>
  </message>
  <message>
   <source>図面上の番号</source>
   <translation>Number on the drawing</translation>
  </message>
  <message>
   <source>図面名</source>
   <translation>Drawing</translation>
  </message>
  <message>
   <source>国の規制の一覧に戻す</source>
   <translation>Back to the national regulations</translation>
  </message>
  <message>
   <source>国土交通省 PLATEAU VIEW 4 の用途の配色。</source>
   <translation>Colours of MLIT PLATEAU VIEW 4 for uses.</translation>
  </message>
  <message>
   <source>国土交通省「水害ハザードマップ作成の手引き」の標準の配色。</source>
   <translation>Standard colours of MLIT's guide to flood hazard maps.</translation>
  </message>
  <message>
   <source>国土交通省「水害ハザードマップ作成の手引き」の標準の配色。ランクは標準製品仕様書 RiverFloodingRiskAttribute_rank（i-UR 3.2）。</source>
   <translation>Standard colours of MLIT's guide to flood hazard maps. Ranks after the standard product specification, RiverFloodingRiskAttribute_rank (i-UR 3.2).</translation>
  </message>
  <message>
   <source>国土交通省「水害ハザードマップ作成の手引き」の詳細版の配色。</source>
   <translation>Colours of the detailed version of MLIT's guide to flood hazard maps.</translation>
  </message>
  <message>
   <source>国土地理院の JPGEO2024（.isg）を補正ファイルのフォルダーに置くか、ジオイド高を出典とともに指定してください。</source>
   <translation>Put JPGEO2024 (.isg) of the GSI into the folder of corrections, or state the geoid height with its source.</translation>
  </message>
  <message>
   <source>国土地理院のジオイド・モデル（.asc・.isg）か、PROJ の .tif をもう一度受け取り直してください。</source>
   <translation>Get GSI's geoid model (.asc, .isg) or the .tif of PROJ again.</translation>
  </message>
  <message>
   <source>国土数値情報の行政区域（N03）のファイルを選んでください。</source>
   <translation>Choose a file of administrative areas (N03) of the National Land Numerical Information.</translation>
  </message>
  <message>
   <source>土地利用</source>
   <translation>Land use</translation>
  </message>
  <message>
   <source>土地（筆）の数</source>
   <translation>Number of land parcels</translation>
  </message>
  <message>
   <source>土曜日</source>
   <translation>Saturdays</translation>
  </message>
  <message>
   <source>土曜日・日曜日</source>
   <translation>Saturdays and Sundays</translation>
  </message>
  <message>
   <source>土石流の区域に使う色です。</source>
   <translation>Colours for areas of debris flow.</translation>
  </message>
  <message>
   <source>土砂崩れ</source>
   <translation>Landslide</translation>
  </message>
  <message>
   <source>土砂災害</source>
   <translation>Landslide</translation>
  </message>
  <message>
   <source>土砂災害・家屋倒壊の区域（0・1）</source>
   <translation>Landslide or collapse zone (0, 1)</translation>
  </message>
  <message>
   <source>土砂災害特別警戒区域（指定前）</source>
   <translation>Special landslide zone (to be designated)</translation>
  </message>
  <message>
   <source>土砂災害特別警戒区域（指定済）</source>
   <translation>Special landslide zone (designated)</translation>
  </message>
  <message>
   <source>土砂災害警戒区域</source>
   <translation>Landslide zone</translation>
  </message>
  <message>
   <source>土砂災害警戒区域に掛かる建物</source>
   <translation>Buildings in landslide zones</translation>
  </message>
  <message>
   <source>土砂災害警戒区域の中です。</source>
   <translation>It stands in a landslide hazard zone.</translation>
  </message>
  <message>
   <source>土砂災害警戒区域の中（立退き）</source>
   <translation>In a landslide zone (leave)</translation>
  </message>
  <message>
   <source>土砂災害警戒区域の棟数</source>
   <translation>Buildings in landslide zones</translation>
  </message>
  <message>
   <source>土砂災害警戒区域（土石流の色）</source>
   <translation>Sediment disaster alert areas (colours of debris flow)</translation>
  </message>
  <message>
   <source>土砂災害警戒区域（地滑りの色）</source>
   <translation>Sediment disaster alert areas (colours of landslides)</translation>
  </message>
  <message>
   <source>土砂災害警戒区域（急傾斜地の崩壊の色）</source>
   <translation>Sediment disaster alert areas (colours of steep slope failure)</translation>
  </message>
  <message>
   <source>土砂災害警戒区域（指定前）</source>
   <translation>Landslide zone (to be designated)</translation>
  </message>
  <message>
   <source>土砂災害警戒区域（指定済）</source>
   <translation>Landslide zone (designated)</translation>
  </message>
  <message>
   <source>土砂災害警戒区域（最も重いもの）</source>
   <translation>Landslide zone (the gravest)</translation>
  </message>
  <message>
   <source>土量</source>
   <translation>Volume</translation>
  </message>
  <message>
   <source>土量の ±（95 %）</source>
   <translation>± of the volume (95 %)</translation>
  </message>
  <message>
   <source>土量は、隣り合う断面の面積の平均に、軸に沿った距離を掛けたものです。</source>
   <translation>Volumes are the mean of the areas of neighbouring sections times the distance along the axis.</translation>
  </message>
  <message>
   <source>土量計算</source>
   <translation>Earthwork</translation>
  </message>
  <message>
   <source>地すべり等</source>
   <translation>Landslides and others</translation>
  </message>
  <message>
   <source>地上の階高</source>
   <translation>Storey heights above ground</translation>
  </message>
  <message>
   <source>地上階数</source>
   <translation>Storeys above ground</translation>
  </message>
  <message>
   <source>地下1階の用途</source>
   <translation>Use of first basement</translation>
  </message>
  <message>
   <source>地下2階の用途</source>
   <translation>Use of second basement</translation>
  </message>
  <message>
   <source>地下の用途</source>
   <translation>Use below ground</translation>
  </message>
  <message>
   <source>地下の階高</source>
   <translation>Storey heights below ground</translation>
  </message>
  <message>
   <source>地下鉄</source>
   <translation>Subway</translation>
  </message>
  <message>
   <source>地下階数</source>
   <translation>Storeys below ground</translation>
  </message>
  <message>
   <source>地区や年度ごとに分けて、ファイルをいくつかに保存し直してください。</source>
   <translation>Save it again as several files, by district or by year.</translation>
  </message>
  <message>
   <source>地区外・別図の区画</source>
   <translation>Parcels outside the map or on another map</translation>
  </message>
  <message>
   <source>地図</source>
   <translation>Map</translation>
  </message>
  <message>
   <source>地図XML ではない XML が {count:,} 個あり、読み込みませんでした（最初は {first}）。</source>
   <translation>{count:,} XML files are no registry maps and were not read (the first: {first}).</translation>
  </message>
  <message>
   <source>地図XML の公共座標は JGD2000 か JGD2011 のどちらかで、ファイルからは区別できません。JGD2011 として置きました。東日本では、2011 年より前の地図が最大で数メートルずれることがあります。</source>
   <translation>Public coordinates of registry map XML are in JGD2000 or JGD2011, and the file does not tell which. It was placed as JGD2011. In eastern Japan maps made before 2011 may lie a few metres off.</translation>
  </message>
  <message>
   <source>地図か一覧で、統合する区域を選んでください。</source>
   <translation>Choose the areas to be merged on the map or in the list.</translation>
  </message>
  <message>
   <source>地図だけにする</source>
   <translation>Map only</translation>
  </message>
  <message>
   <source>地図にもファイルにも出さない設定です。</source>
   <translation>It is set to go neither on the map nor into files.</translation>
  </message>
  <message>
   <source>地図に緑の線で示しています</source>
   <translation>Shown on the map as a green line</translation>
  </message>
  <message>
   <source>地図のタイル {count:,} 枚が大きくなりすぎるため、小さいものをまとめました。</source>
   <translation>{count:,} map tiles were too large, so small features were merged.</translation>
  </message>
  <message>
   <source>地図のタイルを作っています</source>
   <translation>Making map tiles</translation>
  </message>
  <message>
   <source>地図のページの地形は一つです。レイヤ「{layer}」は載せていません。</source>
   <translation>The page of the map has one terrain. The layer “{layer}” was left out.</translation>
  </message>
  <message>
   <source>地図のページを仕上げています</source>
   <translation>Finishing the map page</translation>
  </message>
  <message>
   <source>地図の名前</source>
   <translation>Name of the map</translation>
  </message>
  <message>
   <source>地図の名前（英語）</source>
   <translation>Name of the map (English)</translation>
  </message>
  <message>
   <source>地図の問い合わせ先</source>
   <translation>Contact for the map</translation>
  </message>
  <message>
   <source>地図の座標系</source>
   <translation>System of the map</translation>
  </message>
  <message>
   <source>地図の見出しと検索に使う</source>
   <translation>Label on the map and search</translation>
  </message>
  <message>
   <source>地図の説明</source>
   <translation>About the map</translation>
  </message>
  <message>
   <source>地図をクリックしてください。</source>
   <translation>Click on the map.</translation>
  </message>
  <message>
   <source>地図タイルは Web メルカトルと決まっています。</source>
   <translation>Map tiles are always in Web Mercator.</translation>
  </message>
  <message>
   <source>地図データの座標系の表記から判定しました。</source>
   <translation>Told from how the map states its coordinate system.</translation>
  </message>
  <message>
   <source>地図データ（Shapefile・GeoPackage・GeoJSON・KML・DXF・FileGDB・GeoParquet ほか）</source>
   <translation>Map data (Shapefile, GeoPackage, GeoJSON, KML, DXF, FileGDB, GeoParquet and others)</translation>
  </message>
  <message>
   <source>地図作成年月日</source>
   <translation>Date of the map</translation>
  </message>
  <message>
   <source>地図分類</source>
   <translation>Class of the map</translation>
  </message>
  <message>
   <source>地図名</source>
   <translation>Name of the map</translation>
  </message>
  <message>
   <source>地図情報レベル</source>
   <translation>Map information level</translation>
  </message>
  <message>
   <source>地図材質</source>
   <translation>Material of the map</translation>
  </message>
  <message>
   <source>地図番号</source>
   <translation>Number of the map</translation>
  </message>
  <message>
   <source>地図種類</source>
   <translation>Kind of map</translation>
  </message>
  <message>
   <source>地域地区</source>
   <translation>Districts and zones</translation>
  </message>
  <message>
   <source>地形</source>
   <translation>Terrain</translation>
  </message>
  <message>
   <source>地形がないため平面の上に表示</source>
   <translation>Shown on a plane: no terrain</translation>
  </message>
  <message>
   <source>地形のタイルを作っています</source>
   <translation>Making tiles of terrain</translation>
  </message>
  <message>
   <source>地形のデータを読み込んでください。</source>
   <translation>Read in terrain data.</translation>
  </message>
  <message>
   <source>地形のレイヤを選んでください。</source>
   <translation>Choose a layer of terrain.</translation>
  </message>
  <message>
   <source>地形の代表点</source>
   <translation>Model key point</translation>
  </message>
  <message>
   <source>地形データ「{name}」（{resolution:g} m 間隔）の標高です。</source>
   <translation>Height from the terrain “{name}” (every {resolution:g} m).</translation>
  </message>
  <message>
   <source>地形データ「{name}」（{resolution:g} m 間隔）の標高です。地形データのない所は、建物の足元から推定した地面です。</source>
   <translation>Height from the terrain “{name}” (every {resolution:g} m). Where it has none, the ground is estimated from the feet of buildings.</translation>
  </message>
  <message>
   <source>地形データ「{name}」（{resolution:g} m 間隔）ほか {count} 件を重ねた標高です。</source>
   <translation>Height from the terrain “{name}” (every {resolution:g} m) and {count} more.</translation>
  </message>
  <message>
   <source>地形データがないため、建物の足元から推定した地面です。</source>
   <translation>There is no terrain; the ground is estimated from the feet of buildings.</translation>
  </message>
  <message>
   <source>地形データがないため、標高 {height:g} m の平面としています。</source>
   <translation>There is no terrain; the ground is taken for a plane at {height:g} m.</translation>
  </message>
  <message>
   <source>地形データでは、敷地と道路・隣地の高さの差が最大 {difference} m あります（推定。計算には使っていません）。</source>
   <translation>By the terrain, lot, roads and neighbours differ in level by up to {difference} m (estimated; not used in the calculation).</translation>
  </message>
  <message>
   <source>地形データでは、敷地の高低差が {range} m で {step} m を超えます（推定）。地盤面は {step} m 以内ごとに分かれます（標高 {levels}。令2条2項）。計算は一つの地盤面によります。</source>
   <translation>By the terrain, the lot rises by {range} m, more than {step} m (estimated). There is a ground level for each step of at most {step} m (elevations {levels}; Order 2(2)). The calculation uses a single ground level.</translation>
  </message>
  <message>
   <source>地形データでは、敷地の高低差が {range} m で {step} m を超えるため、地盤面を {step} m 以内ごとに分けて計算しています（令2条2項）。建物が敷地いっぱいに建つものとした区分です。建物の位置と測量で確かめてください。</source>
   <translation>By the terrain, the lot rises by {range} m, more than {step} m, so it is calculated with a ground level for each {step} m (Order Art. 2(2)). A building that fills the lot is assumed. Check with the place of the building and a survey.</translation>
  </message>
  <message>
   <source>地形（DEM）</source>
   <translation>Terrain (DEM)</translation>
  </message>
  <message>
   <source>地形（DEM）がないため、地面は建物の足元の高さから推定しています。PLATEAU の dem、基盤地図情報の標高、GeoTIFF などを読み込むと、その地形の上に立ちます。</source>
   <translation>There is no terrain (DEM), so the ground is estimated from the feet of the buildings. Read a PLATEAU dem, an FGD elevation model, a GeoTIFF or the like, and the city stands on that.</translation>
  </message>
  <message>
   <source>地形（DEM）がなく、地面の高さを推定できる建物もないため、地面は平面です。PLATEAU の dem、基盤地図情報の標高、GeoTIFF などを読み込んでください。</source>
   <translation>There is no terrain (DEM) and no building from which to estimate the ground, so the ground is a plane. Read a PLATEAU dem, an FGD elevation model, a GeoTIFF or the like.</translation>
  </message>
  <message>
   <source>地滑りの区域に使う色です。</source>
   <translation>Colours for areas of landslides.</translation>
  </message>
  <message>
   <source>地物の数が合いません（{detail}）。</source>
   <translation>The number of features does not agree ({detail}).</translation>
  </message>
  <message>
   <source>地理院タイルの写しは、国土地理院への申請なしに再配布できません（測量法第29条・第30条）。</source>
   <translation>Copies of GSI tiles may not be passed on without an application to the GSI (Survey Act, Articles 29 and 30).</translation>
  </message>
  <message>
   <source>地番</source>
   <translation>Lot number</translation>
  </message>
  <message>
   <source>地番「{number}」の筆が {count} 件あります: {places}</source>
   <translation>There are {count} parcels “{number}”: {places}</translation>
  </message>
  <message>
   <source>地番「{number}」の筆が見つかりません。</source>
   <translation>There is no parcel “{number}”.</translation>
  </message>
  <message>
   <source>地番が「地区外」「別図」の区画 {count:,} 件は土地ではないため、別のレイヤに分けました。</source>
   <translation>{count:,} parcels numbered “outside” or “other map” are no land and were put into a layer of their own.</translation>
  </message>
  <message>
   <source>地番のレイヤがありません。</source>
   <translation>There is no layer of parcels.</translation>
  </message>
  <message>
   <source>地盤の標高</source>
   <translation>Height of the ground</translation>
  </message>
  <message>
   <source>地盤の標高（形の下端）</source>
   <translation>Height of ground above sea level (bottom of the shape)</translation>
  </message>
  <message>
   <source>地盤線</source>
   <translation>Ground</translation>
  </message>
  <message>
   <source>地盤線_{name}</source>
   <translation>Ground_{name}</translation>
  </message>
  <message>
   <source>地盤面 {number}: 最も低い地盤面から {rise} m（建てられる範囲の {share} %）</source>
   <translation>Ground level {number}: {rise} m from the lowest one ({share} % of where one may build)</translation>
  </message>
  <message>
   <source>地盤面は、職員が入力した標高 {ground} m です。高さの差は測量で確かめてください。</source>
   <translation>The ground level is at the elevation of {ground} m that staff entered. Confirm differences in level by a survey.</translation>
  </message>
  <message>
   <source>地盤面・道路・隣地の高さの差がないものとしています。高低差があれば入力してください。</source>
   <translation>Ground, roads and neighbours are taken to be level. Enter differences in level if there are any.</translation>
  </message>
  <message>
   <source>地盤高</source>
   <translation>Ground</translation>
  </message>
  <message>
   <source>地面</source>
   <translation>Ground</translation>
  </message>
  <message>
   <source>地面の分類がないため、低い点から推定した面</source>
   <translation>A surface through the lowest points, for nothing is classified as ground</translation>
  </message>
  <message>
   <source>地面の分類がないため、最も低い点の集まりの中央値</source>
   <translation>no point is classified as ground: median of the lowest cluster of points</translation>
  </message>
  <message>
   <source>地面は建物の足元から推定</source>
   <translation>Ground estimated from buildings</translation>
  </message>
  <message>
   <source>埋標区分</source>
   <translation>How the mark is set</translation>
  </message>
  <message>
   <source>基本</source>
   <translation>Basics</translation>
  </message>
  <message>
   <source>基準の水位に達していない</source>
   <translation>Below the thresholds</translation>
  </message>
  <message>
   <source>基準の面を決められません。指定した点が一直線に並んでいます。</source>
   <translation>The points lie on one line and tell no plane.</translation>
  </message>
  <message>
   <source>基準容積率</source>
   <translation>Standard floor-area ratio</translation>
  </message>
  <message>
   <source>基準点</source>
   <translation>Control point</translation>
  </message>
  <message>
   <source>基準点コード</source>
   <translation>Code of the control point</translation>
  </message>
  <message>
   <source>基準点種別</source>
   <translation>Kind of control point</translation>
  </message>
  <message>
   <source>基盤地図情報ID</source>
   <translation>ID of the Fundamental Geospatial Data</translation>
  </message>
  <message>
   <source>基盤地図情報ダウンロードサービスの zip か、FG-GML-…-BldA-….xml などの XML を選んでください。</source>
   <translation>Choose a zip of the download service of the Fundamental Geospatial Data, or an XML file such as FG-GML-…-BldA-….xml.</translation>
  </message>
  <message>
   <source>基盤地図情報（基本項目）</source>
   <translation>Fundamental Geospatial Data (basic items)</translation>
  </message>
  <message>
   <source>基盤地図情報（基本項目）ではない XML が {count:,} 個あり、読み込みませんでした（最初は {first}）。</source>
   <translation>{count:,} XML files are no basic items of the Fundamental Geospatial Data and were not read (the first: {first}).</translation>
  </message>
  <message>
   <source>場所</source>
   <translation>Places</translation>
  </message>
  <message>
   <source>場所が未確認のため、地図に載せられません。</source>
   <translation>The place is not known, so it cannot be put on the map.</translation>
  </message>
  <message>
   <source>場所で選ぶ</source>
   <translation>Select by place</translation>
  </message>
  <message>
   <source>場所を 100 m 以上の格子に丸めるか、区域ごとに集計してください。</source>
   <translation>Round places to a grid of 100 m or more, or aggregate to areas.</translation>
  </message>
  <message>
   <source>場所（住所）</source>
   <translation>Place (address)</translation>
  </message>
  <message>
   <source>境界どうしが交わらない位置に直してください。</source>
   <translation>Keep boundaries from crossing each other.</translation>
  </message>
  <message>
   <source>境界の点に重なる所をクリックしてください。</source>
   <translation>Click on a boundary point.</translation>
  </message>
  <message>
   <source>境界の線の上をクリックしてください。</source>
   <translation>Click on a boundary line.</translation>
  </message>
  <message>
   <source>境界を {name} の側から詰める（境界 {metres} m を共有）</source>
   <translation>Extend {name} to close it (common boundary {metres} m)</translation>
  </message>
  <message>
   <source>境界を {name} の線に合わせる（境界 {metres} m を共有）</source>
   <translation>Take over the line of {name} (common boundary {metres} m)</translation>
  </message>
  <message>
   <source>境界標種別</source>
   <translation>Kind of boundary mark</translation>
  </message>
  <message>
   <source>増</source>
   <translation>gain</translation>
  </message>
  <message>
   <source>増えた件数</source>
   <translation>Added</translation>
  </message>
  <message>
   <source>増えた列</source>
   <translation>Columns added</translation>
  </message>
  <message>
   <source>増減</source>
   <translation>Gain or loss</translation>
  </message>
  <message>
   <source>変わった件数</source>
   <translation>Changed</translation>
  </message>
  <message>
   <source>変わらない</source>
   <translation>No difference</translation>
  </message>
  <message>
   <source>変わらない棟数</source>
   <translation>Buildings unchanged</translation>
  </message>
  <message>
   <source>変わる日を {day} より前にするか、上の「時点」を「いま」にして直してください。</source>
   <translation>Choose a day before {day}, or look at the ledger of now (above) and change that.</translation>
  </message>
  <message>
   <source>変わる日を {day} 以後にするか、上の「時点」でその日の区域を開いて直してください。</source>
   <translation>Choose {day} or a later day, or look at the ledger of that day (above) and change that.</translation>
  </message>
  <message>
   <source>変化した所</source>
   <translation>Changed places</translation>
  </message>
  <message>
   <source>変化のないはずの所で高さが {offset:+.3f} m ずれています（検出限界 {stable:.3f} m）。土量は答えられません。</source>
   <translation>Where nothing should have changed, heights are off by {offset:+.3f} m (level of detection {stable:.3f} m). No volume can be told.</translation>
  </message>
  <message>
   <source>変化のない所が少なく、位置合わせができません。</source>
   <translation>Too little is unchanged for an alignment.</translation>
  </message>
  <message>
   <source>変化の報告書を作る</source>
   <translation>Make the report of changes</translation>
  </message>
  <message>
   <source>変化の距離（m）</source>
   <translation>Distance of change (m)</translation>
  </message>
  <message>
   <source>変換の精度</source>
   <translation>Accuracy of the operation</translation>
  </message>
  <message>
   <source>変更あり・再審査</source>
   <translation>Changed, review</translation>
  </message>
  <message>
   <source>外観の原典</source>
   <translation>Origin of the appearance</translation>
  </message>
  <message>
   <source>外観の原典（LOD0）</source>
   <translation>Origin of the appearance (LOD0)</translation>
  </message>
  <message>
   <source>外観の原典（LOD1）</source>
   <translation>Origin of the appearance (LOD1)</translation>
  </message>
  <message>
   <source>外観の原典（LOD2）</source>
   <translation>Origin of the appearance (LOD2)</translation>
  </message>
  <message>
   <source>外観の原典（LOD3）</source>
   <translation>Origin of the appearance (LOD3)</translation>
  </message>
  <message>
   <source>外観の原典（LOD4）</source>
   <translation>Origin of the appearance (LOD4)</translation>
  </message>
  <message>
   <source>多角形で囲んで選ぶ</source>
   <translation>Select by polygon</translation>
  </message>
  <message>
   <source>大きさ</source>
   <translation>Size</translation>
  </message>
  <message>
   <source>大きさが {found} でした（正しくは {wanted}）。</source>
   <translation>The size was {found} ({wanted} would be right).</translation>
  </message>
  <message>
   <source>大字</source>
   <translation>Town (oaza)</translation>
  </message>
  <message>
   <source>大東諸島</source>
   <translation>the Daito Islands</translation>
  </message>
  <message>
   <source>天端</source>
   <translation>Crown</translation>
  </message>
  <message>
   <source>始点</source>
   <translation>From stop</translation>
  </message>
  <message>
   <source>始発</source>
   <translation>First departure</translation>
  </message>
  <message>
   <source>存続期間の始まり</source>
   <translation>Existing from</translation>
  </message>
  <message>
   <source>存続期間の終わり</source>
   <translation>Existing until</translation>
  </message>
  <message>
   <source>学校の数</source>
   <translation>Schools</translation>
  </message>
  <message>
   <source>安全な階</source>
   <translation>Safe floor</translation>
  </message>
  <message>
   <source>安全な階（以上）</source>
   <translation>Safe floor (and above)</translation>
  </message>
  <message>
   <source>完了</source>
   <translation>Done</translation>
  </message>
  <message>
   <source>完了日時</source>
   <translation>Done at</translation>
  </message>
  <message>
   <source>官公庁施設</source>
   <translation>Public office</translation>
  </message>
  <message>
   <source>実施主体</source>
   <translation>Surveying body</translation>
  </message>
  <message>
   <source>家ごとの資料を作る</source>
   <translation>Make the sheet of a household</translation>
  </message>
  <message>
   <source>家屋倒壊等氾濫想定区域</source>
   <translation>Area where houses may collapse in a flood</translation>
  </message>
  <message>
   <source>家屋倒壊等氾濫想定区域の中です。</source>
   <translation>It stands where floods may tear down houses.</translation>
  </message>
  <message>
   <source>家屋倒壊等氾濫想定区域の中（立退き）</source>
   <translation>In a zone where houses may collapse (leave)</translation>
  </message>
  <message>
   <source>家屋倒壊等氾濫想定区域の棟数</source>
   <translation>Buildings in house-collapse zones</translation>
  </message>
  <message>
   <source>容積率</source>
   <translation>Floor-area ratio</translation>
  </message>
  <message>
   <source>容積率の照合</source>
   <translation>Floor-area ratio beside its limit</translation>
  </message>
  <message>
   <source>容積率の限度</source>
   <translation>Limit of floor-area ratio</translation>
  </message>
  <message>
   <source>容積率の限度が分からないため、道路斜線の届く距離が決まりません。</source>
   <translation>The highest floor-area ratio is unknown, and with it how far the road slant reaches.</translation>
  </message>
  <message>
   <source>宿泊施設</source>
   <translation>Hotel</translation>
  </message>
  <message>
   <source>審査したあとで公開の設定が変わりました。</source>
   <translation>The publication settings changed after the review.</translation>
  </message>
  <message>
   <source>審査の結果の赤い行を直してから、もう一度審査してください。</source>
   <translation>Put the red lines of the review right, then review it again.</translation>
  </message>
  <message>
   <source>審査待ち</source>
   <translation>To review</translation>
  </message>
  <message>
   <source>対応づけた列</source>
   <translation>Column that pairs them</translation>
  </message>
  <message>
   <source>対応中</source>
   <translation>Being dealt with</translation>
  </message>
  <message>
   <source>対応点 {count} 点、RMS {rms} m</source>
   <translation>{count} control points, RMS {rms} m</translation>
  </message>
  <message>
   <source>対応点 {count} 点、精度は未確認</source>
   <translation>{count} control points, accuracy not confirmed</translation>
  </message>
  <message>
   <source>対応点が {count} 点しかありません。{method}には {least} 点が必要です。</source>
   <translation>There are only {count} control points. {method} needs {least}.</translation>
  </message>
  <message>
   <source>対応点がほぼ一直線に並んでいるため、画像の置き方が決まりません。</source>
   <translation>The control points lie almost on one line, so they do not say how the picture lies.</translation>
  </message>
  <message>
   <source>対応点のファイル {file} が大きすぎます。</source>
   <translation>The file of control points {file} is too large.</translation>
  </message>
  <message>
   <source>対応点のファイル {file} が見つかりません。</source>
   <translation>The file of control points {file} was not found.</translation>
  </message>
  <message>
   <source>対応点は {most} 点までです（{count} 点あります）。</source>
   <translation>There may be at most {most} control points ({count} are given).</translation>
  </message>
  <message>
   <source>対象の面に沿って、もう少し広い範囲の点を選んでください。</source>
   <translation>Choose points of a somewhat larger part of the surface.</translation>
  </message>
  <message>
   <source>射影変換（斜めに撮った写真も）</source>
   <translation>Projective (photographs at a slant, too)</translation>
  </message>
  <message>
   <source>小さな切れ端</source>
   <translation>Shred</translation>
  </message>
  <message>
   <source>小さな数を空欄にする</source>
   <translation>Leave small numbers blank</translation>
  </message>
  <message>
   <source>小字</source>
   <translation>Section (koaza)</translation>
  </message>
  <message>
   <source>小数点をピリオド（.）にして書き出し直してから、読み込んでください。</source>
   <translation>Export it with points as decimal points, then import it.</translation>
  </message>
  <message>
   <source>小段</source>
   <translation>Berm</translation>
  </message>
  <message>
   <source>小笠原</source>
   <translation>Ogasawara</translation>
  </message>
  <message>
   <source>尺度（横）</source>
   <translation>Scale (lengths)</translation>
  </message>
  <message>
   <source>居られる階がある</source>
   <translation>There is a floor to stay on</translation>
  </message>
  <message>
   <source>居られる階より水が深い（立退き）</source>
   <translation>Water deeper than any floor to stay on (leave)</translation>
  </message>
  <message>
   <source>居住誘導区域</source>
   <translation>Residential attraction area</translation>
  </message>
  <message>
   <source>屋内安全確保ができる</source>
   <translation>May stay indoors</translation>
  </message>
  <message>
   <source>屋内安全確保の判定</source>
   <translation>May people stay inside</translation>
  </message>
  <message>
   <source>屋内安全確保は要確認（{open}が未確認）</source>
   <translation>Staying inside must be checked ({open} not confirmed)</translation>
  </message>
  <message>
   <source>屋根の形</source>
   <translation>Roof shape</translation>
  </message>
  <message>
   <source>属性</source>
   <translation>Attributes</translation>
  </message>
  <message>
   <source>属性の原典</source>
   <translation>Origin of the attributes</translation>
  </message>
  <message>
   <source>属性の種類が多すぎるため、よく使われている {most:,} 種類だけを読み込みました。</source>
   <translation>There are too many kinds of attributes; only the {most:,} most common were read.</translation>
  </message>
  <message>
   <source>属性の表</source>
   <translation>Attribute table</translation>
  </message>
  <message>
   <source>山口・島根・広島</source>
   <translation>Yamaguchi, Shimane and Hiroshima</translation>
  </message>
  <message>
   <source>工区ごとに分けた設計データを使ってください。</source>
   <translation>Use design data divided by section of work.</translation>
  </message>
  <message>
   <source>工場</source>
   <translation>Factory</translation>
  </message>
  <message>
   <source>工業地域</source>
   <translation>Industrial district</translation>
  </message>
  <message>
   <source>工業専用地域</source>
   <translation>Exclusive industrial district</translation>
  </message>
  <message>
   <source>左右の矢印キーで境を動かします。Home と End で端まで動きます。</source>
   <translation>Left and right arrow keys move the divider; Home and End move it to the edges.</translation>
  </message>
  <message>
   <source>差</source>
   <translation>Difference</translation>
  </message>
  <message>
   <source>差し引き（盛土 − 切土）{net:+,.1f} m³</source>
   <translation>Net (fill − cut) {net:+,.1f} m³</translation>
  </message>
  <message>
   <source>差（後 − 前）</source>
   <translation>Difference (later − earlier)</translation>
  </message>
  <message>
   <source>市の利用条件（見るだけ。データの二次利用はできません）</source>
   <translation>Terms of the city (viewing only, no reuse of the data)</translation>
  </message>
  <message>
   <source>市の区域の図がないため、市の外に出ている区域は調べていません。</source>
   <translation>Without the city's outline nobody looked for areas beyond it.</translation>
  </message>
  <message>
   <source>市の境で切る</source>
   <translation>Cut it at the city's edge</translation>
  </message>
  <message>
   <source>市の外</source>
   <translation>Outside of the city</translation>
  </message>
  <message>
   <source>市の規制の一覧を使う</source>
   <translation>Use the city's regulations</translation>
  </message>
  <message>
   <source>市区町村</source>
   <translation>Municipality</translation>
  </message>
  <message>
   <source>市区町村の境界のファイル {file} がありません。</source>
   <translation>The file of municipal boundaries {file} is not there.</translation>
  </message>
  <message>
   <source>市章「{file}」は、様式のファイルと同じフォルダかその下に置いて、名前だけで書いてください。</source>
   <translation>Put the emblem "{file}" into the folder of the template or below it, and write its name only.</translation>
  </message>
  <message>
   <source>市章「{file}」を PNG か JPEG の画像（4 MB まで）として読めません。</source>
   <translation>The emblem "{file}" cannot be read as a PNG or JPEG picture (up to 4 MB).</translation>
  </message>
  <message>
   <source>市街化区域</source>
   <translation>Urbanisation promotion area</translation>
  </message>
  <message>
   <source>市街化区域・市街化調整区域</source>
   <translation>Urbanisation promotion and control areas</translation>
  </message>
  <message>
   <source>市街化調整区域</source>
   <translation>Urbanisation control area</translation>
  </message>
  <message>
   <source>幅員 {width} m（{layer}{name}）</source>
   <translation>Width {width} m ({layer}{name})</translation>
  </message>
  <message>
   <source>幅員 {width} m（{layer}、道路を横切る線）</source>
   <translation>Width {width} m ({layer}, line across the road)</translation>
  </message>
  <message>
   <source>幅員 {width} m（{layer}の属性）</source>
   <translation>Width {width} m (attribute of {layer})</translation>
  </message>
  <message>
   <source>幅員 約 {width} m（{layer}の面を図上計測）</source>
   <translation>Width about {width} m (measured on the areas of {layer})</translation>
  </message>
  <message>
   <source>平均</source>
   <translation>Mean</translation>
  </message>
  <message>
   <source>平均値</source>
   <translation>Mean</translation>
  </message>
  <message>
   <source>平日</source>
   <translation>Weekdays</translation>
  </message>
  <message>
   <source>平日・土曜日</source>
   <translation>Weekdays and Saturdays</translation>
  </message>
  <message>
   <source>平日・日曜日</source>
   <translation>Weekdays and Sundays</translation>
  </message>
  <message>
   <source>平面直角座標 {zone}系　X（北） {north}　Y（東） {east}</source>
   <translation>Plane rectangular zone {zone}　X (north) {north}　Y (east) {east}</translation>
  </message>
  <message>
   <source>平面直角座標系 第 {zone} 系（{code}）</source>
   <translation>Japan Plane Rectangular zone {zone} ({code})</translation>
  </message>
  <message>
   <source>平面直角座標系が WGS 84 で書かれています。JGD2011 とみなしました（差は 1 m 以内です）。</source>
   <translation>The plane rectangular system is written with WGS 84. It was taken for JGD2011 (less than 1 m apart).</translation>
  </message>
  <message>
   <source>平面直角座標系を EPSG:6676 のように指定してください。</source>
   <translation>Name the plane rectangular system, such as EPSG:6676.</translation>
  </message>
  <message>
   <source>年度によって意味が違う項目（{columns}）は、ファイル名から年度が分からないため元の名前のままです。</source>
   <translation>The meaning of {columns} depends on the year, which the file name does not tell; these columns keep their names.</translation>
  </message>
  <message>
   <source>年齢や性別などの個人の属性</source>
   <translation>Age, sex and such of persons</translation>
  </message>
  <message>
   <source>床上浸水</source>
   <translation>Flooded above floor</translation>
  </message>
  <message>
   <source>床下浸水</source>
   <translation>Flooded below floor</translation>
  </message>
  <message>
   <source>店舗の床面積</source>
   <translation>Shop floor area</translation>
  </message>
  <message>
   <source>店舗等併用住宅</source>
   <translation>Dwelling with shop</translation>
  </message>
  <message>
   <source>店舗等併用共同住宅</source>
   <translation>Apartments with shop</translation>
  </message>
  <message>
   <source>座標が北（緯度・X）、東（経度・Y）の順に並んでいます。</source>
   <translation>The coordinates stand in the order north (latitude, X), east (longitude, Y).</translation>
  </message>
  <message>
   <source>座標が壊れていて図形にできない</source>
   <translation>Coordinates are broken and make no shape</translation>
  </message>
  <message>
   <source>座標が違いました（{found}）。</source>
   <translation>Coordinates differed ({found}).</translation>
  </message>
  <message>
   <source>座標の値が座標系 {crs} の範囲に入りません。座標系を選び直してください。</source>
   <translation>The coordinates do not fit the coordinate system {crs}. Choose it again.</translation>
  </message>
  <message>
   <source>座標の値は UTM 座標 第 {zone} 帯の範囲に入ります。</source>
   <translation>The coordinates fit UTM zone {zone}.</translation>
  </message>
  <message>
   <source>座標の値は Web メルカトルの日本の範囲に入ります。</source>
   <translation>The coordinates fit Web Mercator in Japan.</translation>
  </message>
  <message>
   <source>座標の値は平面直角座標 {zone} 系の範囲に入ります。</source>
   <translation>The coordinates fit zone {zone} of the plane rectangular system.</translation>
  </message>
  <message>
   <source>座標の値は日本の経度・緯度です。</source>
   <translation>The coordinates are longitude and latitude in Japan.</translation>
  </message>
  <message>
   <source>座標の変換</source>
   <translation>Coordinate operation</translation>
  </message>
  <message>
   <source>座標の東西と南北が入れ替わっているようです（入れ替えると{place}に入ります）。入れ替えて読み込み直してください。</source>
   <translation>East and north seem to be swapped (swapped back it lies in {place}). Swap them and read again.</translation>
  </message>
  <message>
   <source>座標の東西と南北が入れ替わっているようです（入れ替えると日本の中に入ります）。入れ替えて読み込み直してください。</source>
   <translation>East and north seem to be swapped (swapped back it lies in Japan). Swap them and read again.</translation>
  </message>
  <message>
   <source>座標の順番</source>
   <translation>Order of axes</translation>
  </message>
  <message>
   <source>座標を小数点以下 {decimals} 桁まで書く設定です。1 センチより細かい桁は測った精度を超えます。</source>
   <translation>Coordinates are set to be written to {decimals} decimals. Digits below a centimetre are finer than anything measured.</translation>
  </message>
  <message>
   <source>座標値種別</source>
   <translation>Kind of coordinates</translation>
  </message>
  <message>
   <source>座標系</source>
   <translation>Coordinate system</translation>
  </message>
  <message>
   <source>座標系 {source} から {target} へ正しく変換する方法がありません。位置は変えていません。</source>
   <translation>There is no sound way from {source} to {target}. Nothing was moved.</translation>
  </message>
  <message>
   <source>座標系「{code}」はわかりません。</source>
   <translation>The coordinate system “{code}” is not known.</translation>
  </message>
  <message>
   <source>座標系が {found} でした（正しくは {wanted}）。</source>
   <translation>The coordinate system was {found} ({wanted} would be right).</translation>
  </message>
  <message>
   <source>座標系と、同じ場所のデータかどうかを確かめてください。</source>
   <translation>Check the coordinate systems and whether the data are of one place.</translation>
  </message>
  <message>
   <source>座標系と、同じ場所の点群かどうかを確かめてください。</source>
   <translation>Check the systems, and whether the point clouds are of the same place.</translation>
  </message>
  <message>
   <source>座標系と、点の高さがメートルであるかを確かめてください。</source>
   <translation>Check the coordinate system, and whether the heights of the points are metres.</translation>
  </message>
  <message>
   <source>座標系と高さの基準が同じかを確かめてください。大きなずれは、標定からやり直してください。</source>
   <translation>Check whether the coordinate system and the height datum are the same. What is far off must be oriented anew.</translation>
  </message>
  <message>
   <source>座標系の名前・番号と定義が食い違っています。定義のほうから判定しました。</source>
   <translation>Name or number of the coordinate system contradict its definition. The definition was believed.</translation>
  </message>
  <message>
   <source>座標系の定義に測地系が書かれていません。楕円体から判定しました。</source>
   <translation>The definition of the coordinate system states no datum. It was told from the ellipsoid.</translation>
  </message>
  <message>
   <source>座標系の定義（原点・縮尺・楕円体・測地系）から判定しました。</source>
   <translation>Told from the definition of the coordinate system (origin, scale, ellipsoid, datum).</translation>
  </message>
  <message>
   <source>座標系の書かれた 1 バンドの GeoTIFF（標高）を指定してください。</source>
   <translation>Choose a GeoTIFF of heights with one band and a coordinate system.</translation>
  </message>
  <message>
   <source>座標系の番号が書かれています。</source>
   <translation>The number of the coordinate system is written.</translation>
  </message>
  <message>
   <source>座標系は JGD2024 です。水平位置は JGD2011 と同じなので、そのまま重ねられます。</source>
   <translation>The coordinate system is JGD2024. Its horizontal positions are those of JGD2011, so it can be laid over them.</translation>
  </message>
  <message>
   <source>座標系を選んでから読み込んでください（考えられるもの: {names}）。</source>
   <translation>Choose the coordinate system, then read it (possible: {names}).</translation>
  </message>
  <message>
   <source>座標（X・Y・標高）の列があるかを確かめてください。</source>
   <translation>Check that there are columns of coordinates (X, Y, height).</translation>
  </message>
  <message>
   <source>廃止年</source>
   <translation>Year of abolition</translation>
  </message>
  <message>
   <source>延べ面積</source>
   <translation>Floor area</translation>
  </message>
  <message>
   <source>延べ面積が分からない</source>
   <translation>floor area not known</translation>
  </message>
  <message>
   <source>延床面積</source>
   <translation>Total floor area</translation>
  </message>
  <message>
   <source>延床面積は推定</source>
   <translation>Floor area is estimated</translation>
  </message>
  <message>
   <source>延床面積（全用途）</source>
   <translation>Floor area (all uses)</translation>
  </message>
  <message>
   <source>建てられる範囲の {share} % には、高さの制限がありません。</source>
   <translation>{share} % of where one may build has no height limit.</translation>
  </message>
  <message>
   <source>建て方の条件を変える</source>
   <translation>Change how to build</translation>
  </message>
  <message>
   <source>建物</source>
   <translation>Buildings</translation>
  </message>
  <message>
   <source>建物 {count} 棟は二つ以上の自治会の区域にあり、それぞれの自治会に数えました。</source>
   <translation>{count} buildings lie in the areas of two associations or more and count in each.</translation>
  </message>
  <message>
   <source>建物: {use}</source>
   <translation>Buildings: {use}</translation>
  </message>
  <message>
   <source>建物ID</source>
   <translation>Building ID</translation>
  </message>
  <message>
   <source>建物「{id}」が見つかりません。</source>
   <translation>There is no building “{id}”.</translation>
  </message>
  <message>
   <source>建物がどの区域に入るか調べています</source>
   <translation>Looking which area each building is in</translation>
  </message>
  <message>
   <source>建物と人</source>
   <translation>Buildings and people</translation>
  </message>
  <message>
   <source>建物の {share} % に掛かる</source>
   <translation>Covers {share} % of the building</translation>
  </message>
  <message>
   <source>建物のデータがないため、すき間に住宅があるかは未確認です。囲まれた所をすべてすき間としました。</source>
   <translation>Without buildings nobody knows whether people live in the gaps; all enclosed land counts as one.</translation>
  </message>
  <message>
   <source>建物のレイヤがありません。</source>
   <translation>There is no layer of buildings.</translation>
  </message>
  <message>
   <source>建物の外形がない</source>
   <translation>no outline of the building</translation>
  </message>
  <message>
   <source>建物の外形に {margin} m の余白を加えた推定の敷地です。</source>
   <translation>An estimated lot: the outline of the building and {margin} m around it.</translation>
  </message>
  <message>
   <source>建物の属性では {text}</source>
   <translation>{text} by the building's own attribute</translation>
  </message>
  <message>
   <source>建物の形がないため、判定できません。</source>
   <translation>The building has no shape, so nothing can be said.</translation>
  </message>
  <message>
   <source>建物の形（面）か位置（点）のあるレイヤを選んでください。</source>
   <translation>Choose a layer with shapes or places of buildings.</translation>
  </message>
  <message>
   <source>建物の形（面）のあるレイヤを選んでください。</source>
   <translation>Please choose a layer with the shapes (areas) of buildings.</translation>
  </message>
  <message>
   <source>建物の棟数</source>
   <translation>Buildings</translation>
  </message>
  <message>
   <source>建物の災害リスク属性「{name}」に、区分として読めない値が {count} 件あります（例: {example}）。その建物は未確認として数えました。</source>
   <translation>The risk attribute “{name}” of buildings has {count} values that cannot be read as classes (e.g. {example}). Those buildings count as not confirmed.</translation>
  </message>
  <message>
   <source>建物の用途</source>
   <translation>Use of buildings</translation>
  </message>
  <message>
   <source>建物の用途が分からないため、すべての建物を住宅として割り振りました。</source>
   <translation>The use of the buildings is not known, so all were taken for dwellings.</translation>
  </message>
  <message>
   <source>建物の用途が分からないため、すべての建物を住宅として数えました。</source>
   <translation>The use of the buildings is unknown, so all count as dwellings.</translation>
  </message>
  <message>
   <source>建物の用途（PLATEAU VIEW の色）</source>
   <translation>Use of buildings (colours of PLATEAU VIEW)</translation>
  </message>
  <message>
   <source>建物の種別</source>
   <translation>Kind of building</translation>
  </message>
  <message>
   <source>建物の被害</source>
   <translation>Damaged building</translation>
  </message>
  <message>
   <source>建物の高さが分からない</source>
   <translation>height of the building not known</translation>
  </message>
  <message>
   <source>建物は、となりの筆（{names}）にもまたがっています。Shift を押してクリックすると合わせます。</source>
   <translation>The building stands on the next parcel ({names}) too. Shift and a click join them.</translation>
  </message>
  <message>
   <source>建物や区域など、面の形のものを選んでください。</source>
   <translation>Choose something with areas, such as buildings or zones.</translation>
  </message>
  <message>
   <source>建物を楕円体の上に移しています</source>
   <translation>Moving buildings onto the ellipsoid</translation>
  </message>
  <message>
   <source>建物を絞り込んで、いくつかに分けて書き出してください。</source>
   <translation>Filter the buildings and write them in several parts.</translation>
  </message>
  <message>
   <source>建物・地物・地形・画像・点群のレイヤを選んでください。</source>
   <translation>Choose a layer of buildings, features, terrain, pictures or points.</translation>
  </message>
  <message>
   <source>建物部分</source>
   <translation>Building part</translation>
  </message>
  <message>
   <source>建物部分番号</source>
   <translation>Building part number</translation>
  </message>
  <message>
   <source>建物（udx/bldg）を含むデータを選んでください。{reason}</source>
   <translation>Choose data that hold buildings (udx/bldg). {reason}</translation>
  </message>
  <message>
   <source>建築可能範囲との照合</source>
   <translation>Beside what may be built</translation>
  </message>
  <message>
   <source>建築年</source>
   <translation>Year of construction</translation>
  </message>
  <message>
   <source>建築物</source>
   <translation>Building</translation>
  </message>
  <message>
   <source>建築物の外周線</source>
   <translation>Outline of a building</translation>
  </message>
  <message>
   <source>建築物の高さ</source>
   <translation>Height of the structure</translation>
  </message>
  <message>
   <source>建築確認申請番号</source>
   <translation>Building confirmation number</translation>
  </message>
  <message>
   <source>建築限界の寸法は入力した値です（道路構造令第12条の条文との照合は未確認）。走っている車や歩行者の点も、入り込んだものとして数えます。</source>
   <translation>The measures of the clearance are those that were entered (not compared with the text of article 12 of the Road Structure Ordinance). Points of vehicles and pedestrians count as intruding too.</translation>
  </message>
  <message>
   <source>建築限界を調べる</source>
   <translation>Check the clearance</translation>
  </message>
  <message>
   <source>建築面積</source>
   <translation>Building area</translation>
  </message>
  <message>
   <source>建蔽率</source>
   <translation>Building coverage ratio</translation>
  </message>
  <message>
   <source>建蔽率か容積率の限度が分からないため、建物の形を作れません。</source>
   <translation>The highest coverage or floor-area ratio is unknown, so no building can be shaped.</translation>
  </message>
  <message>
   <source>建蔽率の照合</source>
   <translation>Coverage ratio beside its limit</translation>
  </message>
  <message>
   <source>建蔽率の限度</source>
   <translation>Limit of coverage ratio</translation>
  </message>
  <message>
   <source>式が途中で終わっています。続きに{wanted}が要ります。</source>
   <translation>The expression ends too soon. Needed next: {wanted}.</translation>
  </message>
  <message>
   <source>引いた線が1本の境界と2か所で交わっていません。</source>
   <translation>The line does not meet one boundary in two places.</translation>
  </message>
  <message>
   <source>引いた線が「{name}」を2つに分けていません。</source>
   <translation>The line does not cut {name} in two.</translation>
  </message>
  <message>
   <source>引いた線が自分自身と交わっています。</source>
   <translation>The line crosses itself.</translation>
  </message>
  <message>
   <source>弧の長さ</source>
   <translation>Length of the arc</translation>
  </message>
  <message>
   <source>当てはまった点</source>
   <translation>Points that fit</translation>
  </message>
  <message>
   <source>当てはまらない</source>
   <translation>Not met</translation>
  </message>
  <message>
   <source>当てはまらない。記号の条件は 否定 (…) と書く</source>
   <translation>does not hold; with signs write 否定 (…)</translation>
  </message>
  <message>
   <source>当てはまる</source>
   <translation>Met</translation>
  </message>
  <message>
   <source>当てはめた点</source>
   <translation>Points fitted to</translation>
  </message>
  <message>
   <source>当てはめの残差</source>
   <translation>Residual of the fit</translation>
  </message>
  <message>
   <source>当てはめる点群がありません。</source>
   <translation>There is no point cloud to fit to.</translation>
  </message>
  <message>
   <source>形に M 値という隠れた数が {count:,} 件あります。</source>
   <translation>{count:,} shapes hold hidden numbers (M values).</translation>
  </message>
  <message>
   <source>形のない件数（表だけ）</source>
   <translation>Without shape (table only)</translation>
  </message>
  <message>
   <source>形の代わりに、真ん中の点で示す</source>
   <translation>Points instead of shapes</translation>
  </message>
  <message>
   <source>形の列がない表 {count:,} 個は読み込みません（{names}）。必要なら tables に名前を書いてください。</source>
   <translation>{count:,} tables without shapes are not read ({names}). Name them in tables if you need them.</translation>
  </message>
  <message>
   <source>形の詳細度</source>
   <translation>Level of detail of the shape</translation>
  </message>
  <message>
   <source>形の詳細度（LOD）</source>
   <translation>Level of detail (LOD)</translation>
  </message>
  <message>
   <source>形の高さの値 {count:,} 件が高さではない数です（{low:g} から {high:g}）。隠れた属性かもしれません。</source>
   <translation>{count:,} heights of shapes are numbers that are no heights ({low:g} to {high:g}). They may be hidden attributes.</translation>
  </message>
  <message>
   <source>形をそのまま公開する設定（丸め・簡略化・点なし）にするか、平面の形式を選んでください。</source>
   <translation>Set shapes to be published as they are (no rounding, simplifying or points), or choose a flat format.</translation>
  </message>
  <message>
   <source>形を丸める設定（格子や単純化）を選ぶと、高さと M 値は公開されません。</source>
   <translation>With rounded shapes (grid or simplified), neither heights nor M values are published.</translation>
  </message>
  <message>
   <source>形式</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>役員などの個人</source>
   <translation>Officers and other persons</translation>
  </message>
  <message>
   <source>役員などの個人の名簿（氏名と連絡先の表）は、どのようにしても公開できません。</source>
   <translation>Lists of officers (tables of names and contacts of persons) can in no way be published.</translation>
  </message>
  <message>
   <source>役員の情報のファイルから来たデータは、どのようにしても公開できません。</source>
   <translation>Data from a file of officers can in no way be published.</translation>
  </message>
  <message>
   <source>役員の情報の一つの欄は {most} 文字までです。</source>
   <translation>A field of an officer holds at most {most} letters.</translation>
  </message>
  <message>
   <source>役員の情報を開くには、開く人の部署が必要です。</source>
   <translation>To open the officers, say which department opens them.</translation>
  </message>
  <message>
   <source>後</source>
   <translation>after</translation>
  </message>
  <message>
   <source>必要な範囲だけを取り出したビューを管理者に作ってもらい、tables にその名前を書いてください。</source>
   <translation>Ask the administrator for a view with only the part you need, and name it in tables.</translation>
  </message>
  <message>
   <source>必要な表の名前を、ファイルの tables に書いてください（例: {others}）。</source>
   <translation>Name the tables you need in tables of the file (for instance {others}).</translation>
  </message>
  <message>
   <source>思わぬ理由で「{label}」を終えられませんでした。記録（ログ）を担当者に渡してください。</source>
   <translation>"{label}" could not be finished for an unforeseen reason. Hand the record (log) to the person in charge.</translation>
  </message>
  <message>
   <source>急傾斜地の崩壊の区域に使う色です。</source>
   <translation>Colours for areas of steep slope failure.</translation>
  </message>
  <message>
   <source>急傾斜地崩壊等</source>
   <translation>Steep slope failure and others</translation>
  </message>
  <message>
   <source>想定に掛からない棟数</source>
   <translation>Buildings not reached</translation>
  </message>
  <message>
   <source>想定に掛かる世帯数（推計）</source>
   <translation>Households reached (estimate)</translation>
  </message>
  <message>
   <source>想定に掛かる人口（推計）</source>
   <translation>People reached (estimate)</translation>
  </message>
  <message>
   <source>想定に掛かる住宅の延床面積</source>
   <translation>Residential floor area reached</translation>
  </message>
  <message>
   <source>想定に掛かる棟数</source>
   <translation>Buildings reached</translation>
  </message>
  <message>
   <source>想定最大規模</source>
   <translation>Largest assumed scale</translation>
  </message>
  <message>
   <source>戸数は「{layer}」の「{column}」</source>
   <translation>Dwellings are “{column}” of “{layer}”</translation>
  </message>
  <message>
   <source>戸数は推定（住宅は1棟に1戸、共同住宅は延床面積 {flat} m² に1戸）</source>
   <translation>Dwellings are estimated (one in a house, one for each {flat} m² of floor in houses of flats)</translation>
  </message>
  <message>
   <source>所在のコード</source>
   <translation>Code of the place</translation>
  </message>
  <message>
   <source>所在・地番</source>
   <translation>Place and lot number</translation>
  </message>
  <message>
   <source>所要時間</source>
   <translation>Travel time</translation>
  </message>
  <message>
   <source>承認には、審査した人の部署が必要です。</source>
   <translation>An approval needs the section of the person who reviewed it.</translation>
  </message>
  <message>
   <source>承認のあとで公開の設定が変わりました。もう一度審査してください。</source>
   <translation>The publication settings changed after the approval. Review it again.</translation>
  </message>
  <message>
   <source>承認のときになかった注意があります: {message}</source>
   <translation>There is a warning that was not there at the approval: {message}</translation>
  </message>
  <message>
   <source>承認のときの {before:,} 件から {now:,} 件になり、変わり方が大きいため、もう一度審査してください。</source>
   <translation>There are {now:,} features instead of {before:,} at the approval. That is a great change; review it again.</translation>
  </message>
  <message>
   <source>承認済み</source>
   <translation>Approved</translation>
  </message>
  <message>
   <source>承認番号か、要らないと判断した理由を添えて承認してください。</source>
   <translation>Approve it with the number of the permission, or with the reason why none is needed.</translation>
  </message>
  <message>
   <source>担当する部署がありません。</source>
   <translation>There is no responsible section.</translation>
  </message>
  <message>
   <source>担当の部署</source>
   <translation>Responsible section</translation>
  </message>
  <message>
   <source>担当課</source>
   <translation>Responsible section</translation>
  </message>
  <message>
   <source>拡張子が {suffix} のファイルを選んでください。</source>
   <translation>Choose a file with the ending {suffix}.</translation>
  </message>
  <message>
   <source>拡張属性</source>
   <translation>Extended attributes</translation>
  </message>
  <message>
   <source>指定した範囲（{radius:g} m）に点がありません。</source>
   <translation>There are no points within the chosen range ({radius:g} m).</translation>
  </message>
  <message>
   <source>指定容積率</source>
   <translation>Designated floor-area ratio</translation>
  </message>
  <message>
   <source>指定容積率 {ratio} %</source>
   <translation>The designated floor-area ratio of {ratio} %</translation>
  </message>
  <message>
   <source>指定容積率・建蔽率がない</source>
   <translation>no designated ratios</translation>
  </message>
  <message>
   <source>指定建蔽率</source>
   <translation>Designated building coverage ratio</translation>
  </message>
  <message>
   <source>指定建蔽率 {ratio} %</source>
   <translation>The designated coverage ratio of {ratio} %</translation>
  </message>
  <message>
   <source>指定済の2色は国土交通省 PLATEAU VIEW 4 の急傾斜地の配色。指定前の2色はそれを薄めたもの。</source>
   <translation>The two colours of designated zones are those of MLIT PLATEAU VIEW 4 for steep slopes; the two others are paler versions.</translation>
  </message>
  <message>
   <source>探す</source>
   <translation>Search</translation>
  </message>
  <message>
   <source>接する道路が見つからない</source>
   <translation>no road found beside it</translation>
  </message>
  <message>
   <source>接する長さ {length} m は {least} m に近く、図上計測では決まりません。</source>
   <translation>The frontage of {length} m is close to {least} m; a map cannot decide it.</translation>
  </message>
  <message>
   <source>接続先の名前と、この PC に置いた証明書（root.crt）を管理者に確かめてください。</source>
   <translation>Ask the administrator about the name of the host and the certificate on this PC (root.crt).</translation>
  </message>
  <message>
   <source>控え「{id}」がプロジェクトにありません。</source>
   <translation>The project keeps no sheet "{id}".</translation>
  </message>
  <message>
   <source>控えから戻すか、別の場所に移してから開き直してください。中身は変えていません。</source>
   <translation>Bring it back from a copy, or move it elsewhere and open again. Nothing in it was changed.</translation>
  </message>
  <message>
   <source>控えのファイル（.bak1 など）を開いてください。</source>
   <translation>Open a backup file (such as .bak1).</translation>
  </message>
  <message>
   <source>推定</source>
   <translation>estimated</translation>
  </message>
  <message>
   <source>推定（建物の外形に {detail} m の余白）</source>
   <translation>Estimate (the building's outline and {detail} m around it)</translation>
  </message>
  <message>
   <source>推計世帯数</source>
   <translation>Households (estimated)</translation>
  </message>
  <message>
   <source>推計人口</source>
   <translation>People (estimated)</translation>
  </message>
  <message>
   <source>掲示板の数</source>
   <translation>Notice boards</translation>
  </message>
  <message>
   <source>描いた区域の線が交わっているため、集計できません。</source>
   <translation>The line of the drawn area crosses itself, so nothing can be added up.</translation>
  </message>
  <message>
   <source>描き直す</source>
   <translation>Draw again</translation>
  </message>
  <message>
   <source>携帯電話の番号</source>
   <translation>Mobile telephone numbers</translation>
  </message>
  <message>
   <source>撮影日時のない写真が {count} 枚あります（例: {file}）。</source>
   <translation>{count} photos do not say when they were taken (such as {file}).</translation>
  </message>
  <message>
   <source>数</source>
   <translation>a number</translation>
  </message>
  <message>
   <source>数だけを書いてください。</source>
   <translation>Write nothing but a number.</translation>
  </message>
  <message>
   <source>数値のない部分があるため、按分できません。</source>
   <translation>A part has no number, so no average can be made.</translation>
  </message>
  <message>
   <source>数値標高モデル（DEM）のファイルが {count:,} 個あります。地形として別に読み込んでください。</source>
   <translation>There are {count:,} files of heights (DEM). Read them separately as terrain.</translation>
  </message>
  <message>
   <source>整備</source>
   <translation>Production</translation>
  </message>
  <message>
   <source>整備完了日</source>
   <translation>Completed on</translation>
  </message>
  <message>
   <source>敷地</source>
   <translation>Lot</translation>
  </message>
  <message>
   <source>敷地が {count} つの地域にわたるため、面積で按分: {terms} = {value} %</source>
   <translation>The site lies in {count} zones, weighed by area: {terms} = {value} %</translation>
  </message>
  <message>
   <source>敷地が半分ずつにまたがり、過半の地域がありません。</source>
   <translation>The site lies half in each, so no zone has the greater part.</translation>
  </message>
  <message>
   <source>敷地だけを書き出したファイルを指定してください。</source>
   <translation>Name a file that holds the lot alone.</translation>
  </message>
  <message>
   <source>敷地の {share} % に用途地域がありません。</source>
   <translation>{share} % of the site lies in no use district.</translation>
  </message>
  <message>
   <source>敷地の {share} % に用途地域がありません。無指定として扱います。</source>
   <translation>{share} % of the lot have no use district; they are treated as undesignated.</translation>
  </message>
  <message>
   <source>敷地のもと</source>
   <translation>Where the lot comes from</translation>
  </message>
  <message>
   <source>敷地のファイルではありません（format が「{format}」です）。</source>
   <translation>This is no file of a site (its format is “{format}”).</translation>
  </message>
  <message>
   <source>敷地のファイルを直すか、画面で入力し直してください。</source>
   <translation>Correct the file of the site, or enter it again in the window.</translation>
  </message>
  <message>
   <source>敷地の入力を消す</source>
   <translation>Remove what was entered of the lot</translation>
  </message>
  <message>
   <source>敷地の外から外まで、敷地を横切る線を引いてください。</source>
   <translation>Draw a line right across the lot, from outside to outside.</translation>
  </message>
  <message>
   <source>敷地の形が複雑なため（辺 {edges} 本）、建てられる範囲を計算できません。</source>
   <translation>The lot has too complex a shape ({edges} edges) to work out what may be built.</translation>
  </message>
  <message>
   <source>敷地の条件を入力する</source>
   <translation>Enter conditions of the lot</translation>
  </message>
  <message>
   <source>敷地の用途地域が分かりません。</source>
   <translation>The use district of the site is unknown.</translation>
  </message>
  <message>
   <source>敷地の用途地域の区分で判定しました。日影が落ちる土地の区分で確かめてください（法56条の2第4項）。</source>
   <translation>Judged by the class of the lot's own zone. Confirm it for the land on which the shadow falls (art. 56-2(4)).</translation>
  </message>
  <message>
   <source>敷地の線が交わっているか、面になっていません。</source>
   <translation>The outline of the lot crosses itself or is no area.</translation>
  </message>
  <message>
   <source>敷地の辺の数（{points}）と、辺の説明の数（{edges}）が違います。</source>
   <translation>The lot has {points} edges, but {edges} are described.</translation>
  </message>
  <message>
   <source>敷地の頂点の順番を確かめて、描き直してください。</source>
   <translation>Check the order of the lot's corners and draw it again.</translation>
  </message>
  <message>
   <source>敷地の頂点を確かめて、描き直してください。</source>
   <translation>Check the corners of the lot and draw it again.</translation>
  </message>
  <message>
   <source>敷地を分ける</source>
   <translation>Divide the lot</translation>
  </message>
  <message>
   <source>敷地を描く</source>
   <translation>Draw a lot</translation>
  </message>
  <message>
   <source>敷地を描くか、地面をクリックしてください。</source>
   <translation>Draw a lot or click on the ground.</translation>
  </message>
  <message>
   <source>敷地を簡単な形に描き直すか、小さく分けてください。</source>
   <translation>Draw a simpler lot, or divide it.</translation>
  </message>
  <message>
   <source>敷地を選び直すか、辺ごとの入力を確かめてください。</source>
   <translation>Choose the lot again, or check what is said of its edges.</translation>
  </message>
  <message>
   <source>敷地境界から 5 m・10 m</source>
   <translation>5 m and 10 m from the boundary</translation>
  </message>
  <message>
   <source>敷地面積</source>
   <translation>Site area</translation>
  </message>
  <message>
   <source>敷地面積が分からない（推定の敷地）</source>
   <translation>area of the lot not known (estimated lot)</translation>
  </message>
  <message>
   <source>文字</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>文字が正しくないとき…</source>
   <translation>Garbled text…</translation>
  </message>
  <message>
   <source>文字は 「住宅」、項目の名前は 【高さ】 のように囲んでください。</source>
   <translation>Put texts in 「住宅」 and names of columns in 【高さ】.</translation>
  </message>
  <message>
   <source>文字コード</source>
   <translation>Encoding</translation>
  </message>
  <message>
   <source>文教厚生施設</source>
   <translation>Education and welfare facility</translation>
  </message>
  <message>
   <source>斜距離</source>
   <translation>Slope distance</translation>
  </message>
  <message>
   <source>斜面の向き</source>
   <translation>Aspect</translation>
  </message>
  <message>
   <source>斜面の向き（8 方位）</source>
   <translation>Aspect (8 directions)</translation>
  </message>
  <message>
   <source>斜面積</source>
   <translation>Area on the slope</translation>
  </message>
  <message>
   <source>断面が長すぎて、紙に入りません。</source>
   <translation>The section is too long for the paper.</translation>
  </message>
  <message>
   <source>断面の長さ（m）</source>
   <translation>Length of section (m)</translation>
  </message>
  <message>
   <source>断面を切る</source>
   <translation>Cut sections</translation>
  </message>
  <message>
   <source>断面図</source>
   <translation>Section</translation>
  </message>
  <message>
   <source>断面図を書き出す</source>
   <translation>Write the section</translation>
  </message>
  <message>
   <source>新しいプロジェクト</source>
   <translation>New project</translation>
  </message>
  <message>
   <source>新しいプロジェクトで開いてください。</source>
   <translation>Open it in a new project.</translation>
  </message>
  <message>
   <source>新しい版のプログラムで保存されたプロジェクトです（形式 {found}、この版は {known} まで）。</source>
   <translation>This project was saved by a newer version of the program (format {found}, this version knows up to {known}).</translation>
  </message>
  <message>
   <source>新しい鍵に替えると、前の公開鍵では確かめられなくなります。替えるときは古い鍵を消してください。</source>
   <translation>With a new key, the former public key verifies nothing any more. To change it, delete the old key.</translation>
  </message>
  <message>
   <source>新潟・長野・山梨・静岡</source>
   <translation>Niigata, Nagano, Yamanashi and Shizuoka</translation>
  </message>
  <message>
   <source>方位</source>
   <translation>Bearing</translation>
  </message>
  <message>
   <source>方眼</source>
   <translation>Grid</translation>
  </message>
  <message>
   <source>施設</source>
   <translation>Facilities</translation>
  </message>
  <message>
   <source>施設の一覧 {file} が見つかりません。</source>
   <translation>The list of facilities {file} was not found.</translation>
  </message>
  <message>
   <source>施設の一覧「{name}」を結び付ける</source>
   <translation>Join the list of facilities “{name}”</translation>
  </message>
  <message>
   <source>施設の一覧にない番号のメモが {count} 件あります（例: {example}）。</source>
   <translation>{count} notes have a number that is not in the list of facilities (for example {example}).</translation>
  </message>
  <message>
   <source>施設の一覧に同じ番号が {count} 件あります（例: {example}）。はじめの行を使います。</source>
   <translation>The list of facilities has {count} numbers more than once (for example {example}). The first row is used.</translation>
  </message>
  <message>
   <source>施設の一覧を使えません: {reason}</source>
   <translation>The list of facilities cannot be used: {reason}</translation>
  </message>
  <message>
   <source>施設名</source>
   <translation>Facility name</translation>
  </message>
  <message>
   <source>施設番号</source>
   <translation>Facility number</translation>
  </message>
  <message>
   <source>施設番号のはじめの 0 を除いて結び付けたメモが {count} 件あります（例: {example}）。</source>
   <translation>{count} notes were joined without the leading zeros of their facility number (for example {example}).</translation>
  </message>
  <message>
   <source>施設番号の列の名前を指定してください。</source>
   <translation>Name the column with the facility numbers.</translation>
  </message>
  <message>
   <source>日影規制「{text}」の区分を読めません。条例で確かめてください。</source>
   <translation>The class of the shadow rule “{text}” cannot be read. Confirm it in the ordinance.</translation>
  </message>
  <message>
   <source>日時</source>
   <translation>Time</translation>
  </message>
  <message>
   <source>日曜日</source>
   <translation>Sundays</translation>
  </message>
  <message>
   <source>日本の外にあります。座標系 {crs} が違うようです。座標系を選び直してください。</source>
   <translation>It lies outside Japan. The coordinate system {crs} seems to be wrong. Choose it again.</translation>
  </message>
  <message>
   <source>日本測地系（旧測地系）のデータなら、こちらです。</source>
   <translation>If the data are in the old Tokyo Datum, this is it.</translation>
  </message>
  <message>
   <source>時刻が未確認（時間を選ぶと出ません）</source>
   <translation>Time not known (hidden while a time is chosen)</translation>
  </message>
  <message>
   <source>時刻表は次の日のものを並べました: {days}</source>
   <translation>The timetables of these days are shown: {days}</translation>
  </message>
  <message>
   <source>時刻（日付と別の列のとき）</source>
   <translation>Time (in a column of its own)</translation>
  </message>
  <message>
   <source>時期</source>
   <translation>Flight</translation>
  </message>
  <message>
   <source>時点</source>
   <translation>As of</translation>
  </message>
  <message>
   <source>時点「{date}」が未来の日付です。</source>
   <translation>The date “{date}” lies in the future.</translation>
  </message>
  <message>
   <source>時点「{date}」を読めません。2026-04-01、2026-04、2026 のように書いてください。</source>
   <translation>The date “{date}” cannot be read. Write it as 2026-04-01, 2026-04 or 2026.</translation>
  </message>
  <message>
   <source>時点が {date} で、更新の周期に比べて古くなっています。</source>
   <translation>The date, {date}, is old for its update cycle.</translation>
  </message>
  <message>
   <source>時点は未確認</source>
   <translation>date not confirmed</translation>
  </message>
  <message>
   <source>時間</source>
   <translation>hours</translation>
  </message>
  <message>
   <source>時間のあるレイヤがないため、--time は使えません。</source>
   <translation>--time cannot be used: no layer has times.</translation>
  </message>
  <message>
   <source>時間の列の並べ方…</source>
   <translation>Time Columns…</translation>
  </message>
  <message>
   <source>時間を 1 つ戻す</source>
   <translation>Step back in time</translation>
  </message>
  <message>
   <source>時間を 1 つ進める</source>
   <translation>Step forward in time</translation>
  </message>
  <message>
   <source>時間を進める・止める</source>
   <translation>Play or pause time</translation>
  </message>
  <message>
   <source>曜日</source>
   <translation>Days</translation>
  </message>
  <message>
   <source>曲がりがわかるように、始まり・中ほど・終わりの点をクリックしてください。</source>
   <translation>Click points at the beginning, in the middle and at the end, so that the bend can be seen.</translation>
  </message>
  <message>
   <source>曲線半径</source>
   <translation>Radius of the curve</translation>
  </message>
  <message>
   <source>更新あり</source>
   <translation>changed</translation>
  </message>
  <message>
   <source>更新しない</source>
   <translation>Not updated</translation>
  </message>
  <message>
   <source>更新の周期が決められていません。</source>
   <translation>The update cycle is not decided.</translation>
  </message>
  <message>
   <source>更新の頻度</source>
   <translation>Update cycle</translation>
  </message>
  <message>
   <source>更新日</source>
   <translation>Updated on</translation>
  </message>
  <message>
   <source>更新頻度</source>
   <translation>Update cycle</translation>
  </message>
  <message>
   <source>更新頻度: {cycle}</source>
   <translation>Update cycle: {cycle}</translation>
  </message>
  <message>
   <source>書き出しを分担しているプログラムが途中で止まりました（メモリ不足のおそれがあります）。</source>
   <translation>A program that shares the writing stopped midway (perhaps for lack of memory).</translation>
  </message>
  <message>
   <source>書き出すはずのない情報（{tags}）が入っています。</source>
   <translation>It holds information that should not be written ({tags}).</translation>
  </message>
  <message>
   <source>書き出すはずのない記録（{records}）が入っています。</source>
   <translation>It holds records that should not be written ({records}).</translation>
  </message>
  <message>
   <source>書き出すはずのない項目「{column}」があります。</source>
   <translation>It holds a column that should not be written, “{column}”.</translation>
  </message>
  <message>
   <source>書き方は docs/PUBLISH.md の「レシピ」にあります。</source>
   <translation>“Recipes” in docs/PUBLISH.md tells how to write it.</translation>
  </message>
  <message>
   <source>書き込める場所か、ほかのプログラムが開いていないか、空き容量が足りるかを確かめてください。</source>
   <translation>Check that it may be written to, that no other program has it open, and that there is room.</translation>
  </message>
  <message>
   <source>最も厳しい制限</source>
   <translation>Strictest limit</translation>
  </message>
  <message>
   <source>最も深くなる想定</source>
   <translation>Scenario with the deepest water</translation>
  </message>
  <message>
   <source>最低標高</source>
   <translation>Lowest height</translation>
  </message>
  <message>
   <source>最大</source>
   <translation>Greatest</translation>
  </message>
  <message>
   <source>最大の差</source>
   <translation>Largest difference</translation>
  </message>
  <message>
   <source>最大の浸水深</source>
   <translation>Deepest water</translation>
  </message>
  <message>
   <source>最大の浸水深 {depth}</source>
   <translation>Deepest water {depth}</translation>
  </message>
  <message>
   <source>最大の浸水深（上限）</source>
   <translation>Deepest water, upper end</translation>
  </message>
  <message>
   <source>最大の浸水深（下限）</source>
   <translation>Deepest water, lower end</translation>
  </message>
  <message>
   <source>最大の浸水深（公式の区分）</source>
   <translation>Deepest water (official class)</translation>
  </message>
  <message>
   <source>最大値（差）</source>
   <translation>Largest (difference)</translation>
  </message>
  <message>
   <source>最寄りの避難先（徒歩）</source>
   <translation>Nearest shelter (on foot)</translation>
  </message>
  <message>
   <source>最寄りの避難先（直線）</source>
   <translation>Nearest shelter (straight line)</translation>
  </message>
  <message>
   <source>最寄りの避難所（災害の種別は未確認）</source>
   <translation>Nearest place to stay (kind of disaster not confirmed)</translation>
  </message>
  <message>
   <source>最小</source>
   <translation>Least</translation>
  </message>
  <message>
   <source>最小値（差）</source>
   <translation>Smallest (difference)</translation>
  </message>
  <message>
   <source>最後の区分（4週間以上）の色は資料によって異なります。</source>
   <translation>Sources differ on the colour of the last class (4 weeks or more).</translation>
  </message>
  <message>
   <source>最近使ったもの…</source>
   <translation>Opened lately…</translation>
  </message>
  <message>
   <source>最高標高</source>
   <translation>Highest height</translation>
  </message>
  <message>
   <source>木造は防火構造（外壁の開口部に片面20分の設備）</source>
   <translation>wooden ones: fire-preventive construction (openings in outer walls: 20 minutes from one side)</translation>
  </message>
  <message>
   <source>木造・土蔵造</source>
   <translation>Timber</translation>
  </message>
  <message>
   <source>未分類</source>
   <translation>Unclassified</translation>
  </message>
  <message>
   <source>未分類（作成時のまま）</source>
   <translation>Never classified</translation>
  </message>
  <message>
   <source>未対応</source>
   <translation>Waiting</translation>
  </message>
  <message>
   <source>未確認</source>
   <translation>Not known</translation>
  </message>
  <message>
   <source>未確認の想定の数</source>
   <translation>Scenarios not known</translation>
  </message>
  <message>
   <source>未確認の棟数</source>
   <translation>Buildings not known</translation>
  </message>
  <message>
   <source>未確認の理由</source>
   <translation>Why not known</translation>
  </message>
  <message>
   <source>未確認（資料がありません）</source>
   <translation>Not known (no data)</translation>
  </message>
  <message>
   <source>未組織地区</source>
   <translation>Place without an association</translation>
  </message>
  <message>
   <source>未組織地区として残す</source>
   <translation>Leave it as a place without an association</translation>
  </message>
  <message>
   <source>本人だけが読めるように直すか、すでに見られたおそれがあれば鍵を作り直してください。</source>
   <translation>Let only yourself read it or, if others may have seen it, make a new key.</translation>
  </message>
  <message>
   <source>条件が多すぎます（{count} 個まで）。</source>
   <translation>Too many conditions (at most {count}).</translation>
  </message>
  <message>
   <source>条件に当てはまるものを数える</source>
   <translation>Count what meets the conditions</translation>
  </message>
  <message>
   <source>条件のかっこが深すぎます（{count} 段まで）。</source>
   <translation>Brackets are too deep (at most {count} levels).</translation>
  </message>
  <message>
   <source>条件の式が長すぎます（{count} 文字まで）。</source>
   <translation>The expression is too long (at most {count} letters).</translation>
  </message>
  <message>
   <source>条件（例: 高さ &gt; 10）</source>
   <translation>a condition (such as 高さ &gt; 10)</translation>
  </message>
  <message>
   <source>条例による日影規制の区分が分からないか、指定がありません。</source>
   <translation>The class of the shadow rule is unknown, or none is designated.</translation>
  </message>
  <message>
   <source>東</source>
   <translation>East</translation>
  </message>
  <message>
   <source>東京・福島・栃木・茨城・埼玉・千葉・群馬・神奈川</source>
   <translation>Tokyo, Fukushima, Tochigi, Ibaraki, Saitama, Chiba, Gunma and Kanagawa</translation>
  </message>
  <message>
   <source>枝番</source>
   <translation>Branch number</translation>
  </message>
  <message>
   <source>架空のデータ（業務には使えません）</source>
   <translation>Invented data (not for real work)</translation>
  </message>
  <message>
   <source>架空地線</source>
   <translation>Wire guard</translation>
  </message>
  <message>
   <source>柱や管のまるみがわかる範囲を選ぶか、「面の傾き」を使ってください。</source>
   <translation>Choose a range that shows the roundness of the pier or pipe, or use “Tilt of a face”.</translation>
  </message>
  <message>
   <source>格子を大きくするか、範囲を絞ってください。</source>
   <translation>Use larger cells or a smaller extent.</translation>
  </message>
  <message>
   <source>桁の違う座標が混じっていないかを確かめてください。</source>
   <translation>Check that no coordinates of another size are among them.</translation>
  </message>
  <message>
   <source>棄却点数</source>
   <translation>Rejected points</translation>
  </message>
  <message>
   <source>棟</source>
   <translation>buildings</translation>
  </message>
  <message>
   <source>植生の分類がないため、地面から {floor:g} m より上のすべての点（標識や架線も含みます）</source>
   <translation>All points more than {floor:g} m above the ground, for no vegetation is classified (signs and wires among them)</translation>
  </message>
  <message>
   <source>検出限界以内</source>
   <translation>within the level of detection</translation>
  </message>
  <message>
   <source>検出限界（m）</source>
   <translation>Level of detection (m)</translation>
  </message>
  <message>
   <source>楕円体高は「{geoid}」のジオイド高（{least:.2f}～{most:.2f} m）を標高に足して求めました。</source>
   <translation>Ellipsoidal heights were found by adding the geoid heights of “{geoid}” ({least:.2f} to {most:.2f} m).</translation>
  </message>
  <message>
   <source>楕円体高（標高より 30～40 m ほど大きい値）</source>
   <translation>Ellipsoidal height (some 30 to 40 m more than above sea level)</translation>
  </message>
  <message>
   <source>業務施設</source>
   <translation>Office building</translation>
  </message>
  <message>
   <source>構造種別</source>
   <translation>Structure</translation>
  </message>
  <message>
   <source>構造種別（独自区分）</source>
   <translation>Structure (own classes)</translation>
  </message>
  <message>
   <source>様式-31-2 に準じる</source>
   <translation>after form 31-2</translation>
  </message>
  <message>
   <source>様式のファイルを直してください（gisapp sheet --check）。</source>
   <translation>Correct the file of the template (gisapp sheet --check).</translation>
  </message>
  <message>
   <source>標高</source>
   <translation>Height above sea level</translation>
  </message>
  <message>
   <source>標高 (m)</source>
   <translation>Height (m)</translation>
  </message>
  <message>
   <source>標高の GeoTIFF・ASCII グリッド、基盤地図情報の DEM、PLATEAU の dem、LandXML を選んでください。</source>
   <translation>Choose a GeoTIFF or ASCII grid of heights, the DEM of the national base map (FGD), the dem of PLATEAU, or LandXML.</translation>
  </message>
  <message>
   <source>標高のない部分</source>
   <translation>Part without heights</translation>
  </message>
  <message>
   <source>標高の基準</source>
   <translation>Heights from</translation>
  </message>
  <message>
   <source>標高の基準は未確認</source>
   <translation>Base of heights unconfirmed</translation>
  </message>
  <message>
   <source>標高の基準は未確認です。比べる点群が同じ基準の高さかどうかを確かめてください。</source>
   <translation>The base of heights is unconfirmed. See whether the heights of the scans that are compared are above the same base.</translation>
  </message>
  <message>
   <source>標高の小数点以下の桁数</source>
   <translation>Decimals of the heights</translation>
  </message>
  <message>
   <source>標高の格子から計算した、斜面が下る向きです。</source>
   <translation>The direction in which the slope falls, worked out from the grid of heights.</translation>
  </message>
  <message>
   <source>標高の格子から計算した勾配です。格子より細かい崖や擁壁は現れません。法令上の崖かどうかは現地で確かめてください。</source>
   <translation>Slope worked out from the grid of heights. Cliffs and retaining walls finer than the grid do not show. Whether it is a cliff by law has to be checked on site.</translation>
  </message>
  <message>
   <source>標高点</source>
   <translation>Spot height</translation>
  </message>
  <message>
   <source>標高較差（鉛直）</source>
   <translation>difference in height (upright)</translation>
  </message>
  <message>
   <source>標高（m）</source>
   <translation>Height (m)</translation>
  </message>
  <message>
   <source>標高（測地成果2011）</source>
   <translation>Above sea level (JGD2011)</translation>
  </message>
  <message>
   <source>標高（測地成果2024）</source>
   <translation>Above sea level (JGD2024)</translation>
  </message>
  <message>
   <source>権利を持つ者の許しを得て、レイヤの利用条件を書き直してください。</source>
   <translation>Get leave from whoever has the rights, and correct the terms of the layer.</translation>
  </message>
  <message>
   <source>横 1:{scale:,} 縦 1:{upright:,g}（縦 {times:g} 倍、{paper}）</source>
   <translation>lengths 1:{scale:,} heights 1:{upright:,g} (heights × {times:g}, {paper})</translation>
  </message>
  <message>
   <source>横の画素数</source>
   <translation>Pixels across</translation>
  </message>
  <message>
   <source>横断が {count:,} 本になり、多すぎます（{most:,} 本まで）。間隔を広げてください。</source>
   <translation>That would be {count:,} cross-sections, which is too many (at most {most:,}). Choose a wider interval.</translation>
  </message>
  <message>
   <source>横断図</source>
   <translation>Cross-sections</translation>
  </message>
  <message>
   <source>横断図 位置図・一覧表</source>
   <translation>Cross-sections: map and list</translation>
  </message>
  <message>
   <source>横断図 位置図・土量計算書（平均断面法）</source>
   <translation>Cross-sections: map and earthwork (average end areas)</translation>
  </message>
  <message>
   <source>橋の床版</source>
   <translation>Bridge deck</translation>
  </message>
  <message>
   <source>機能</source>
   <translation>Functions</translation>
  </message>
  <message>
   <source>次のどれかにしてください: {suffixes}</source>
   <translation>Use one of these: {suffixes}</translation>
  </message>
  <message>
   <source>次の中から選んでください: {columns}</source>
   <translation>Choose one of these: {columns}</translation>
  </message>
  <message>
   <source>次の中から選んでください: {sheets}</source>
   <translation>Choose one of these: {sheets}</translation>
  </message>
  <message>
   <source>次の停留所</source>
   <translation>Next stop</translation>
  </message>
  <message>
   <source>歩いて最寄りの避難先（浸水する道路を通らない道のり）</source>
   <translation>Nearest shelter on foot (along roads that stay dry)</translation>
  </message>
  <message>
   <source>残した選択…</source>
   <translation>Kept selections…</translation>
  </message>
  <message>
   <source>残した選択「{name}」を消す</source>
   <translation>Forget the kept selection “{name}”</translation>
  </message>
  <message>
   <source>残した選択「{name}」を選ぶ</source>
   <translation>Select the kept selection “{name}”</translation>
  </message>
  <message>
   <source>残っている控え: {ids}</source>
   <translation>Sheets that are kept: {ids}</translation>
  </message>
  <message>
   <source>毎年</source>
   <translation>Every year</translation>
  </message>
  <message>
   <source>毎日</source>
   <translation>Every day</translation>
  </message>
  <message>
   <source>毎月</source>
   <translation>Every month</translation>
  </message>
  <message>
   <source>毎週</source>
   <translation>Every week</translation>
  </message>
  <message>
   <source>比べずに、すべてを公開し直してください。</source>
   <translation>Publish everything anew without comparing.</translation>
  </message>
  <message>
   <source>比べられた長さ（m）</source>
   <translation>Length compared (m)</translation>
  </message>
  <message>
   <source>比べ方（&gt; ≥ &lt; ≤ = ≠、または「が」）</source>
   <translation>a comparison (&gt; ≥ &lt; ≤ = ≠, or “が”)</translation>
  </message>
  <message>
   <source>比較の境</source>
   <translation>Divider of the comparison</translation>
  </message>
  <message>
   <source>気づいた点の一覧</source>
   <translation>List of findings</translation>
  </message>
  <message>
   <source>水の深さが、居られる階の高さを超えます。</source>
   <translation>The water rises above every floor one could stay on.</translation>
  </message>
  <message>
   <source>水の深さが分かりません。</source>
   <translation>The depth of the water is unknown.</translation>
  </message>
  <message>
   <source>水の深さだけなら {floor} 階以上が目安を超えません。資料のない条件を確かめてください。</source>
   <translation>By the depth of water alone, floor {floor} and above stay dry. Check the conditions without data.</translation>
  </message>
  <message>
   <source>水位</source>
   <translation>Water level</translation>
  </message>
  <message>
   <source>水位と地盤の差</source>
   <translation>water level less ground</translation>
  </message>
  <message>
   <source>水位の区分</source>
   <translation>Meaning of the level</translation>
  </message>
  <message>
   <source>水位の基準面</source>
   <translation>Datum of the level</translation>
  </message>
  <message>
   <source>水位計</source>
   <translation>Water-level gauge</translation>
  </message>
  <message>
   <source>水位計・カメラ</source>
   <translation>Gauges and cameras</translation>
  </message>
  <message>
   <source>水位計・カメラのブローカー（FIWARE の接続ファイル .gisbroker）</source>
   <translation>Broker of gauges and cameras (FIWARE connection file .gisbroker)</translation>
  </message>
  <message>
   <source>水位計・カメラ（CSV・JSON）</source>
   <translation>Gauges and cameras (CSV, JSON)</translation>
  </message>
  <message>
   <source>水域</source>
   <translation>Water</translation>
  </message>
  <message>
   <source>水害（河川・海）</source>
   <translation>Water hazard (rivers and sea)</translation>
  </message>
  <message>
   <source>水害（河川）</source>
   <translation>Water hazard (rivers)</translation>
  </message>
  <message>
   <source>水害（海）</source>
   <translation>Water hazard (sea)</translation>
  </message>
  <message>
   <source>水平</source>
   <translation>level</translation>
  </message>
  <message>
   <source>水平角</source>
   <translation>Angle on the map</translation>
  </message>
  <message>
   <source>水平距離</source>
   <translation>Level distance</translation>
  </message>
  <message>
   <source>水平較差</source>
   <translation>level difference</translation>
  </message>
  <message>
   <source>水平面積</source>
   <translation>Area on the map</translation>
  </message>
  <message>
   <source>水涯線</source>
   <translation>Water's edge</translation>
  </message>
  <message>
   <source>水部構造物線</source>
   <translation>Line of a water structure</translation>
  </message>
  <message>
   <source>水部構造物面</source>
   <translation>Area of a water structure</translation>
  </message>
  <message>
   <source>水防団待機水位</source>
   <translation>Flood-fighting standby level</translation>
  </message>
  <message>
   <source>水防団待機水位を超過</source>
   <translation>Above the standby level</translation>
  </message>
  <message>
   <source>水面</source>
   <translation>Water</translation>
  </message>
  <message>
   <source>氾濫危険水位</source>
   <translation>Flood danger level</translation>
  </message>
  <message>
   <source>氾濫危険水位を超過</source>
   <translation>Above the danger level</translation>
  </message>
  <message>
   <source>氾濫注意水位</source>
   <translation>Flood caution level</translation>
  </message>
  <message>
   <source>氾濫注意水位を超過</source>
   <translation>Above the caution level</translation>
  </message>
  <message>
   <source>氾濫流</source>
   <translation>Flood flow</translation>
  </message>
  <message>
   <source>汎用属性</source>
   <translation>Generic attributes</translation>
  </message>
  <message>
   <source>決まっていなければ空のまま</source>
   <translation>Leave empty if not decided</translation>
  </message>
  <message>
   <source>決定「{subject}」の場所では、版の食い違いがなくなっています。使いませんでした。</source>
   <translation>At the place of the decision “{subject}” the versions no longer differ. It was not used.</translation>
  </message>
  <message>
   <source>決定「{subject}」の自治会「{association}」が見つかりません。使いませんでした。コードか名称を確かめてください。</source>
   <translation>The association “{association}” of the decision “{subject}” was not found. It was not used. Please check code or name.</translation>
  </message>
  <message>
   <source>決定を取り消した</source>
   <translation>Decision withdrawn</translation>
  </message>
  <message>
   <source>決定を取り消す</source>
   <translation>Withdraw the decision</translation>
  </message>
  <message>
   <source>決定済み</source>
   <translation>Decided</translation>
  </message>
  <message>
   <source>沖ノ鳥島</source>
   <translation>Okinotorishima</translation>
  </message>
  <message>
   <source>沖縄本島</source>
   <translation>the main island of Okinawa</translation>
  </message>
  <message>
   <source>河岸浸食</source>
   <translation>Bank erosion</translation>
  </message>
  <message>
   <source>河川</source>
   <translation>River</translation>
  </message>
  <message>
   <source>河川・水路の越水</source>
   <translation>River or channel overflowing</translation>
  </message>
  <message>
   <source>河川区域界線</source>
   <translation>Boundary of a river zone</translation>
  </message>
  <message>
   <source>河川堤防表法肩法線</source>
   <translation>Crest line of a river bank</translation>
  </message>
  <message>
   <source>法42条の道路に接していないため、道路幅員による限度を計算できません。</source>
   <translation>The lot touches no road of Article 42, so the limit by road width cannot be calculated.</translation>
  </message>
  <message>
   <source>法42条の道路に接していません。</source>
   <translation>The lot touches no road of article 42.</translation>
  </message>
  <message>
   <source>法43条2項の認定・許可を受けた道に接しています。許可の要否を確かめてください。</source>
   <translation>The lot touches a way with a permission of article 43(2). Confirm whether another is needed.</translation>
  </message>
  <message>
   <source>法面</source>
   <translation>Slope</translation>
  </message>
  <message>
   <source>注意</source>
   <translation>Caution</translation>
  </message>
  <message>
   <source>注意書きが多すぎます（{count} 件、{most} 件まで）。</source>
   <translation>There are too many notes ({count}, at most {most}).</translation>
  </message>
  <message>
   <source>津波</source>
   <translation>Tsunami</translation>
  </message>
  <message>
   <source>津波の浸水深（9区分）</source>
   <translation>Tsunami depth (9 classes)</translation>
  </message>
  <message>
   <source>津波浸水ランク（最大）</source>
   <translation>Tsunami rank (highest)</translation>
  </message>
  <message>
   <source>津波浸水深（最大）</source>
   <translation>Tsunami depth (greatest)</translation>
  </message>
  <message>
   <source>洪水</source>
   <translation>Flood</translation>
  </message>
  <message>
   <source>洪水浸水ランク（想定最大規模）</source>
   <translation>Flood rank (largest assumed scale)</translation>
  </message>
  <message>
   <source>洪水浸水ランク（計画規模）</source>
   <translation>Flood rank (design scale)</translation>
  </message>
  <message>
   <source>洪水浸水深（想定最大規模）</source>
   <translation>Flood depth (largest assumed scale)</translation>
  </message>
  <message>
   <source>洪水浸水深（計画規模）</source>
   <translation>Flood depth (design scale)</translation>
  </message>
  <message>
   <source>洪水浸水継続時間（想定最大規模）</source>
   <translation>Flood duration (largest assumed scale)</translation>
  </message>
  <message>
   <source>海岸線</source>
   <translation>Coastline</translation>
  </message>
  <message>
   <source>浸水 {depth}</source>
   <translation>Water {depth}</translation>
  </message>
  <message>
   <source>浸水が3日以上続きます。備蓄を確かめてください。</source>
   <translation>The flood lasts three days or more. Check the supplies.</translation>
  </message>
  <message>
   <source>浸水が未確認の建物</source>
   <translation>Buildings with water unknown</translation>
  </message>
  <message>
   <source>浸水しない</source>
   <translation>Stays dry</translation>
  </message>
  <message>
   <source>浸水する道路を通らずに歩いて行ける避難先がありません</source>
   <translation>No shelter can be reached on foot without flooded roads</translation>
  </message>
  <message>
   <source>浸水なし</source>
   <translation>Dry</translation>
  </message>
  <message>
   <source>浸水の想定に掛かる建物</source>
   <translation>Buildings that water reaches</translation>
  </message>
  <message>
   <source>浸水の深さ</source>
   <translation>Depth of the water</translation>
  </message>
  <message>
   <source>浸水は {hours} 時間以上続く想定</source>
   <translation>Flooding is expected to last {hours} hours or more</translation>
  </message>
  <message>
   <source>浸水は {hours} 時間以上続く想定。備えを確かめてください</source>
   <translation>Flooding is expected to last {hours} hours or more; check supplies</translation>
  </message>
  <message>
   <source>浸水ランク</source>
   <translation>Flood rank</translation>
  </message>
  <message>
   <source>浸水深</source>
   <translation>Flood depth</translation>
  </message>
  <message>
   <source>浸水深か水位のあるハザードを選んでください。</source>
   <translation>Choose a hazard that has depths or water levels.</translation>
  </message>
  <message>
   <source>浸水深の上限</source>
   <translation>Upper limit of the flood depth</translation>
  </message>
  <message>
   <source>浸水深の下限</source>
   <translation>Lower limit of the flood depth</translation>
  </message>
  <message>
   <source>浸水深の区分（1〜6）</source>
   <translation>Class of depth (1–6)</translation>
  </message>
  <message>
   <source>浸水深の画像を隠す</source>
   <translation>Hide the pictures of depths</translation>
  </message>
  <message>
   <source>浸水深（2012年版の区分）</source>
   <translation>Flood depth (classes of 2012)</translation>
  </message>
  <message>
   <source>浸水深（細かい区分）</source>
   <translation>Flood depth (fine classes)</translation>
  </message>
  <message>
   <source>浸水継続時間</source>
   <translation>Flood duration</translation>
  </message>
  <message>
   <source>浸水継続時間ランク</source>
   <translation>Rank of flood duration</translation>
  </message>
  <message>
   <source>浸水継続時間（以上）</source>
   <translation>Hours of flooding (at least)</translation>
  </message>
  <message>
   <source>消して、測り直してください。</source>
   <translation>Delete it and measure again.</translation>
  </message>
  <message>
   <source>消去した</source>
   <translation>erased</translation>
  </message>
  <message>
   <source>深さか階数が未確認</source>
   <translation>Depth or storeys not known</translation>
  </message>
  <message>
   <source>済</source>
   <translation>done</translation>
  </message>
  <message>
   <source>減</source>
   <translation>loss</translation>
  </message>
  <message>
   <source>測った日時</source>
   <translation>Measured at</translation>
  </message>
  <message>
   <source>測った点群</source>
   <translation>Measured in</translation>
  </message>
  <message>
   <source>測地系が書かれていません。日本測地系（旧測地系）のデータなら約 400 m ずれます。</source>
   <translation>The geodetic datum is not stated. Data in the old Tokyo Datum would lie about 400 m off.</translation>
  </message>
  <message>
   <source>測地系判別</source>
   <translation>Statement of the datum</translation>
  </message>
  <message>
   <source>測定項目</source>
   <translation>Item</translation>
  </message>
  <message>
   <source>測点</source>
   <translation>Station</translation>
  </message>
  <message>
   <source>測量の基準点</source>
   <translation>Control points of the survey</translation>
  </message>
  <message>
   <source>測量成果「{terms}」をもとにしています。複製・使用の承認が要るか確かめてください（測量法第29条・第30条・第43条・第44条）。</source>
   <translation>It is based on survey results, “{terms}”. Make sure whether permission to copy or use them is needed (Survey Act, Articles 29, 30, 43 and 44).</translation>
  </message>
  <message>
   <source>準住居地域</source>
   <translation>Quasi-residential district</translation>
  </message>
  <message>
   <source>準工業地域</source>
   <translation>Quasi-industrial district</translation>
  </message>
  <message>
   <source>準拠する標準</source>
   <translation>Follows the standard</translation>
  </message>
  <message>
   <source>準耐火建築物相当</source>
   <translation>quasi-fireproof building or equal</translation>
  </message>
  <message>
   <source>準耐火造</source>
   <translation>Semi-fireproof</translation>
  </message>
  <message>
   <source>準防火地域</source>
   <translation>Quasi-fire-prevention zone</translation>
  </message>
  <message>
   <source>準防火地域: {storeys} 階、延べ面積 {area} m² → {needed}</source>
   <translation>Quasi-fire protection district: {storeys} storeys, {area} m² of floor → {needed}</translation>
  </message>
  <message>
   <source>火山被害</source>
   <translation>Volcanic damage</translation>
  </message>
  <message>
   <source>災害の想定</source>
   <translation>Hazards</translation>
  </message>
  <message>
   <source>災害の想定の表を書き出す</source>
   <translation>Write the table of hazards</translation>
  </message>
  <message>
   <source>災害の想定を建物に重ねる</source>
   <translation>Lay the hazards over the buildings</translation>
  </message>
  <message>
   <source>災害の想定（0〜2）</source>
   <translation>Hazard (0–2)</translation>
  </message>
  <message>
   <source>災害の答えを建物の項目に加える</source>
   <translation>Add the hazard answers to the buildings' columns</translation>
  </message>
  <message>
   <source>災害リスク</source>
   <translation>Hazards</translation>
  </message>
  <message>
   <source>災害リスク（すべて）</source>
   <translation>Hazards (all)</translation>
  </message>
  <message>
   <source>災害危険区域</source>
   <translation>Disaster danger area</translation>
  </message>
  <message>
   <source>災害危険区域の指定理由</source>
   <translation>Reason for the disaster risk area</translation>
  </message>
  <message>
   <source>災害情報</source>
   <translation>Damage reports</translation>
  </message>
  <message>
   <source>災害情報 {count} 件を取り込む</source>
   <translation>Take in {count} damage reports</translation>
  </message>
  <message>
   <source>災害情報「{title}」は別の報告とする</source>
   <translation>Say that the damage report “{title}” is another one</translation>
  </message>
  <message>
   <source>災害情報「{title}」を「{state}」にする</source>
   <translation>Set the damage report “{title}” to “{state}”</translation>
  </message>
  <message>
   <source>災害情報「{title}」をまとめる</source>
   <translation>Put the damage report “{title}” together</translation>
  </message>
  <message>
   <source>災害情報「{title}」を消す</source>
   <translation>Remove the damage report “{title}”</translation>
  </message>
  <message>
   <source>災害情報「{title}」を登録する</source>
   <translation>Enter the damage report “{title}”</translation>
  </message>
  <message>
   <source>災害情報「{title}」を直す</source>
   <translation>Correct the damage report “{title}”</translation>
  </message>
  <message>
   <source>災害情報の一覧と写真を読む</source>
   <translation>Read lists and photos of damage reports</translation>
  </message>
  <message>
   <source>災害情報は「{suffix}」の形式では書き出せません。</source>
   <translation>Damage reports cannot be written in the format “{suffix}”.</translation>
  </message>
  <message>
   <source>災害情報を公開用に書き出す</source>
   <translation>Write damage reports for the public</translation>
  </message>
  <message>
   <source>災害情報を取り込む</source>
   <translation>Take in damage reports</translation>
  </message>
  <message>
   <source>点</source>
   <translation>Point</translation>
  </message>
  <message>
   <source>点が一直線に並んでいるため、曲線の半径が決まりません。</source>
   <translation>The points lie on one line, so there is no radius of a curve.</translation>
  </message>
  <message>
   <source>点が少ないか一か所に集まっているため、面や円柱を当てはめられません。</source>
   <translation>There are too few points, or they lie too close together, for a plane or cylinder.</translation>
  </message>
  <message>
   <source>点に分類がないため、形から地面を推定しました。{points:,} 点のうち {used:,} 点から {cell:g} m 間隔の地形を作りました。点のない所は {reach:g} m まで周りから補い、それより広い所は空けています。建物や木が残っていないか確かめてください。</source>
   <translation>The points have no classes, so the ground was told by shape. {used:,} of {points:,} points gave a terrain with {cell:g} m cells. Gaps are filled from around over {reach:g} m; wider ones stay empty. Check that no buildings or trees are left.</translation>
  </message>
  <message>
   <source>点の GPS 時刻による日付（日本時間）です。基準の分かる時刻を持たない点は、ファイルの作成日で塗ります。</source>
   <translation>The day (in Japan) by the GPS time of the points. Points whose time has no known beginning have the day on which their file was made.</translation>
  </message>
  <message>
   <source>点のソースID</source>
   <translation>Point source ID</translation>
  </message>
  <message>
   <source>点の入った点群（LAS・LAZ・PLY・E57・XYZ・PTS）のファイルを選んでください。</source>
   <translation>Choose a point cloud (LAS, LAZ, PLY, E57, XYZ, PTS) that holds points.</translation>
  </message>
  <message>
   <source>点の数がちょうど足りるだけなので、精度は未確認です。点を加えると分かります。</source>
   <translation>There are just enough points, so the accuracy is not confirmed. Another point will tell.</translation>
  </message>
  <message>
   <source>点は {total:,} 点のうち {shown:,} 点を描いています。</source>
   <translation>{shown:,} of {total:,} points are drawn.</translation>
  </message>
  <message>
   <source>点を動かすか、境界を線で引き直してください。</source>
   <translation>Move the point, or draw the boundary anew.</translation>
  </message>
  <message>
   <source>点を減らしてください。</source>
   <translation>Use fewer points.</translation>
  </message>
  <message>
   <source>点・線・面が混ざっているため、一つの Shapefile（{file}）には書き出せません。</source>
   <translation>Points, lines and areas are mixed and cannot go into one Shapefile ({file}).</translation>
  </message>
  <message>
   <source>点密度</source>
   <translation>Point density</translation>
  </message>
  <message>
   <source>点数</source>
   <translation>Points</translation>
  </message>
  <message>
   <source>点検メモ</source>
   <translation>Inspection notes</translation>
  </message>
  <message>
   <source>点検メモ {count} 件を取り込む</source>
   <translation>Take in {count} inspection notes</translation>
  </message>
  <message>
   <source>点検メモ「{title}」を「{state}」にする</source>
   <translation>Set inspection note “{title}” to “{state}”</translation>
  </message>
  <message>
   <source>点検メモ「{title}」を加える</source>
   <translation>Add inspection note “{title}”</translation>
  </message>
  <message>
   <source>点検メモ「{title}」を消す</source>
   <translation>Remove inspection note “{title}”</translation>
  </message>
  <message>
   <source>点検メモ「{title}」を直す</source>
   <translation>Correct inspection note “{title}”</translation>
  </message>
  <message>
   <source>点検メモの一覧と写真を読む</source>
   <translation>Read lists and photos of inspection notes</translation>
  </message>
  <message>
   <source>点検日</source>
   <translation>Inspection date</translation>
  </message>
  <message>
   <source>点検結果を書き出す</source>
   <translation>Write the inspection results</translation>
  </message>
  <message>
   <source>点番名</source>
   <translation>Name of the point</translation>
  </message>
  <message>
   <source>点群</source>
   <translation>Point cloud</translation>
  </message>
  <message>
   <source>点群_{name}</source>
   <translation>Points_{name}</translation>
  </message>
  <message>
   <source>点群「{before}」から「{after}」への変化を地図に加える</source>
   <translation>Add the change from point cloud “{before}” to “{after}” to the map</translation>
  </message>
  <message>
   <source>点群「{before}」と「{after}」を比べる</source>
   <translation>Compare the scans “{before}” and “{after}”</translation>
  </message>
  <message>
   <source>点群「{name}」から地形のラスタを作る</source>
   <translation>Make a raster of the scan “{name}”</translation>
  </message>
  <message>
   <source>点群「{name}」に等高線を引く</source>
   <translation>Draw contour lines on point cloud “{name}”</translation>
  </message>
  <message>
   <source>点群「{name}」の分類を絞り込む</source>
   <translation>Filter the classes of point cloud "{name}"</translation>
  </message>
  <message>
   <source>点群「{name}」の切り抜きをやめる</source>
   <translation>Stop clipping point cloud "{name}"</translation>
  </message>
  <message>
   <source>点群「{name}」の土量を求める</source>
   <translation>Measure the volume of the scan “{name}”</translation>
  </message>
  <message>
   <source>点群「{name}」の地面を見分ける</source>
   <translation>Tell the ground of the scan “{name}” apart</translation>
  </message>
  <message>
   <source>点群「{name}」の点に{kind}を当てはめる</source>
   <translation>Fit “{kind}” to points of point cloud “{name}”</translation>
  </message>
  <message>
   <source>点群「{name}」の点の大きさを変える</source>
   <translation>Change the size of the points of "{name}"</translation>
  </message>
  <message>
   <source>点群「{name}」の陰影を変える</source>
   <translation>Change the shading of point cloud "{name}"</translation>
  </message>
  <message>
   <source>点群「{name}」を分類ごとに数える</source>
   <translation>Count the classes of point cloud "{name}"</translation>
  </message>
  <message>
   <source>点群「{name}」を切り抜く</source>
   <translation>Clip point cloud "{name}"</translation>
  </message>
  <message>
   <source>点群「{name}」を前の点群に合わせる</source>
   <translation>Align the scan “{name}” with the one before</translation>
  </message>
  <message>
   <source>点群として書き出した PLY を受け取ってください。</source>
   <translation>Ask for a PLY file exported as a point cloud.</translation>
  </message>
  <message>
   <source>点群の上を選ぶか、半径を大きくしてください。</source>
   <translation>Choose a place on the point cloud, or a larger radius.</translation>
  </message>
  <message>
   <source>点群の地面から地形を作る</source>
   <translation>Make a terrain of the ground of the cloud</translation>
  </message>
  <message>
   <source>点群の地面（LAS・LAZ・COPC）</source>
   <translation>Ground of point clouds (LAS, LAZ, COPC)</translation>
  </message>
  <message>
   <source>点群の奥行きの陰影を省いています</source>
   <translation>Depth shading of point clouds is left out</translation>
  </message>
  <message>
   <source>点群の表示用ファイル {file} は壊れているか、途中で切れています。</source>
   <translation>The display file {file} of the point cloud is damaged or cut off.</translation>
  </message>
  <message>
   <source>点群の表示用ファイルを作るには {need} の空きが要りますが、{folder} には {free} しかありません。</source>
   <translation>Making the display file of the point cloud needs {need} of free space, but {folder} has only {free}.</translation>
  </message>
  <message>
   <source>点群の距離を書き出す</source>
   <translation>Write the distances of a scan</translation>
  </message>
  <message>
   <source>点群を含めて書き出した E57 を受け取ってください。</source>
   <translation>Ask for an E57 file exported with its points.</translation>
  </message>
  <message>
   <source>点群を開いてから、その点をクリックしてください。</source>
   <translation>Open a point cloud, then click one of its points.</translation>
  </message>
  <message>
   <source>点群（LAS・LAZ・COPC・PLY・E57・XYZ・PTS・それらの zip）</source>
   <translation>Point clouds (LAS, LAZ, COPC, PLY, E57, XYZ, PTS, zips of them)</translation>
  </message>
  <message>
   <source>照合値（SHA-256）</source>
   <translation>Checksum (SHA-256)</translation>
  </message>
  <message>
   <source>特定道路まで {distance} m: 幅員 {width} m に (12 − {width}) × (70 − {distance}) ÷ 70 = {more} m を加え、{sum} m とみなす</source>
   <translation>{distance} m to the special road: to the width of {width} m come (12 − {width}) × (70 − {distance}) ÷ 70 = {more} m, {sum} m in all</translation>
  </message>
  <message>
   <source>状態</source>
   <translation>State</translation>
  </message>
  <message>
   <source>状態の経過</source>
   <translation>History of states</translation>
  </message>
  <message>
   <source>状態を決めた日</source>
   <translation>Date of the state</translation>
  </message>
  <message>
   <source>班・組の数</source>
   <translation>Groups</translation>
  </message>
  <message>
   <source>生年月日</source>
   <translation>Dates of birth</translation>
  </message>
  <message>
   <source>用途</source>
   <translation>Use</translation>
  </message>
  <message>
   <source>用途の分からない建物 {count} 棟は、住宅として数えました。</source>
   <translation>{count} buildings of unknown use count as homes.</translation>
  </message>
  <message>
   <source>用途地域</source>
   <translation>Use district</translation>
  </message>
  <message>
   <source>用途地域「{value}」は分かりません。</source>
   <translation>The use district “{value}” is unknown.</translation>
  </message>
  <message>
   <source>用途地域「{value}」は分かりません。選び直してください。</source>
   <translation>The use district “{value}” is unknown. Choose another.</translation>
  </message>
  <message>
   <source>用途地域が分からないため、無指定として扱います。選び直してください。</source>
   <translation>The use district is unknown and treated as undesignated. Choose one.</translation>
  </message>
  <message>
   <source>用途地域のレイヤを読み込むか、用途地域を選んでください。</source>
   <translation>Read a layer of use districts, or choose the use district.</translation>
  </message>
  <message>
   <source>用途地域の名前かコードを確かめて、選び直してください。</source>
   <translation>Check the name or code of the use district and choose again.</translation>
  </message>
  <message>
   <source>用途地域の建蔽率・容積率と、前面道路の幅員を入力してください。</source>
   <translation>Enter the ratios of the use district and the width of the front road.</translation>
  </message>
  <message>
   <source>用途地域の指定容積率を入力してください。</source>
   <translation>Enter the designated floor-area ratio of the use district.</translation>
  </message>
  <message>
   <source>用途地域の資料がない</source>
   <translation>no data of use districts</translation>
  </message>
  <message>
   <source>用途地域（はっきりした色）</source>
   <translation>Use districts (strong colours)</translation>
  </message>
  <message>
   <source>用途地域（淡い色）</source>
   <translation>Use districts (pale colours)</translation>
  </message>
  <message>
   <source>用途（大分類2）</source>
   <translation>Use (main class 2)</translation>
  </message>
  <message>
   <source>用途（大分類）</source>
   <translation>Use (main class)</translation>
  </message>
  <message>
   <source>用途（独自区分2）</source>
   <translation>Use (own classes 2)</translation>
  </message>
  <message>
   <source>用途（独自区分）</source>
   <translation>Use (own classes)</translation>
  </message>
  <message>
   <source>田園住居地域</source>
   <translation>Rural residential district</translation>
  </message>
  <message>
   <source>町名から入力するか、地図で選んでください。</source>
   <translation>Begin with the name of the quarter, or choose on the map.</translation>
  </message>
  <message>
   <source>町名と地番を確かめてください（例: 本町一丁目 12-3）。</source>
   <translation>Check quarter and number (such as Honmachi 1-chome 12-3).</translation>
  </message>
  <message>
   <source>町名と番地を確かめるか、地図で建物を選んでください。住所のある建物や地番図が要ります。</source>
   <translation>Check town and number, or choose the building on the map. Buildings with addresses or a map of parcels are needed.</translation>
  </message>
  <message>
   <source>町名・番地の範囲</source>
   <translation>Towns and numbers</translation>
  </message>
  <message>
   <source>町字の代表点</source>
   <translation>Representative point of a town section</translation>
  </message>
  <message>
   <source>町字界線</source>
   <translation>Boundary of a town section</translation>
  </message>
  <message>
   <source>画像</source>
   <translation>Picture</translation>
  </message>
  <message>
   <source>画像 {file} を保存できませんでした。</source>
   <translation>Picture {file} could not be saved.</translation>
  </message>
  <message>
   <source>画像「{name}」を保存する</source>
   <translation>Save picture "{name}"</translation>
  </message>
  <message>
   <source>画像が裏返しになります。点の組み違いがないか確かめてください。</source>
   <translation>The picture would be mirrored. See whether points were mixed up.</translation>
  </message>
  <message>
   <source>画像として読み込むか、標高（DEM）のファイルを選んでください。</source>
   <translation>Read it as a picture, or choose a file of heights (DEM).</translation>
  </message>
  <message>
   <source>画像と地図の同じ場所を、続けてクリックしてください。</source>
   <translation>Click the same spot on the picture and on the map, one after the other.</translation>
  </message>
  <message>
   <source>画像のタイルを作っています</source>
   <translation>Making tiles of pictures</translation>
  </message>
  <message>
   <source>画像のレイヤを選んでください。</source>
   <translation>Choose a layer of pictures.</translation>
  </message>
  <message>
   <source>画像の列と行、地図の東と北を数で書いてください。</source>
   <translation>Write column and row of the picture, and east and north of the map, as numbers.</translation>
  </message>
  <message>
   <source>画像の置き方</source>
   <translation>How the picture was placed</translation>
  </message>
  <message>
   <source>画像を合わせる地図がありません。</source>
   <translation>There is no map on which the picture could be laid.</translation>
  </message>
  <message>
   <source>画像・背景地図（GeoTIFF・JPEG/PNG＋ワールドファイル・MBTiles・XYZ タイル）</source>
   <translation>Pictures and base maps (GeoTIFF, JPEG or PNG with world file, MBTiles, XYZ tiles)</translation>
  </message>
  <message>
   <source>画像（PNG・JPEG・WebP）のタイルを選ぶか、元の地図データを読み込んでください。</source>
   <translation>Choose tiles that are pictures (PNG, JPEG, WebP), or read the data that the map was made from.</translation>
  </message>
  <message>
   <source>画面で入力するか、PostgreSQL のパスワードファイル（pgpass）に書いておいてください。</source>
   <translation>Type it in the window, or put it into the password file of PostgreSQL (pgpass).</translation>
  </message>
  <message>
   <source>画面を印刷する…</source>
   <translation>Print the view…</translation>
  </message>
  <message>
   <source>画面を画像で保存する…</source>
   <translation>Save the view as a picture…</translation>
  </message>
  <message>
   <source>番号 {value} の行が {rows} つあります（{names}）。</source>
   <translation>{rows} rows have the number {value} ({names}).</translation>
  </message>
  <message>
   <source>番号「{code}」で結び付けましたが、「{file}」の名前「{listed}」と区域の名前「{area}」が違います。同じ自治会か確かめてください。</source>
   <translation>Joined by number “{code}”, but {file} says “{listed}” and the area “{area}”. Check whether they are the same association.</translation>
  </message>
  <message>
   <source>番号「{code}」は同じですが、「{file}」の名前「{listed}」と区域の名前「{area}」が違うため、結び付けていません。どちらが正しいか確かめてください。</source>
   <translation>Both have number “{code}”, but {file} says “{listed}” and the area “{area}”: they were not joined. Check which is right.</translation>
  </message>
  <message>
   <source>番号なし</source>
   <translation>No number</translation>
  </message>
  <message>
   <source>番号の重複</source>
   <translation>Same number</translation>
  </message>
  <message>
   <source>番地のある住所</source>
   <translation>Addresses with house numbers</translation>
  </message>
  <message>
   <source>発車回数（土曜日・日曜日）</source>
   <translation>Departures (Saturdays and Sundays)</translation>
  </message>
  <message>
   <source>発車回数（土曜日）</source>
   <translation>Departures (Saturdays)</translation>
  </message>
  <message>
   <source>発車回数（平日・土曜日）</source>
   <translation>Departures (weekdays and Saturdays)</translation>
  </message>
  <message>
   <source>発車回数（平日・日曜日）</source>
   <translation>Departures (weekdays and Sundays)</translation>
  </message>
  <message>
   <source>発車回数（平日）</source>
   <translation>Departures (weekdays)</translation>
  </message>
  <message>
   <source>発車回数（日曜日）</source>
   <translation>Departures (Sundays)</translation>
  </message>
  <message>
   <source>発車回数（毎日）</source>
   <translation>Departures (every day)</translation>
  </message>
  <message>
   <source>登記所備付地図か地番図を読み込むか、敷地を描いてください。</source>
   <translation>Import a map of parcels, or draw the lot.</translation>
  </message>
  <message>
   <source>登記所備付地図（地図XML）</source>
   <translation>Registry map (Chizu XML)</translation>
  </message>
  <message>
   <source>白黒画像</source>
   <translation>Grey picture</translation>
  </message>
  <message>
   <source>白黒（斜線などの模様つき）</source>
   <translation>Black and white (with hatches)</translation>
  </message>
  <message>
   <source>盛土</source>
   <translation>Fill</translation>
  </message>
  <message>
   <source>盛土 (m²)</source>
   <translation>Fill (m²)</translation>
  </message>
  <message>
   <source>盛土断面積（m²）</source>
   <translation>Area of fill (m²)</translation>
  </message>
  <message>
   <source>盛土量 (m³)</source>
   <translation>Fill (m³)</translation>
  </message>
  <message>
   <source>盛土量（m³）</source>
   <translation>Volume of fill (m³)</translation>
  </message>
  <message>
   <source>目録 manifest.json がないか、読めません。確かめられません。</source>
   <translation>manifest.json is not there or cannot be read. Nothing can be verified.</translation>
  </message>
  <message>
   <source>目録 manifest.json が正しい形ではありません。確かめられません。</source>
   <translation>manifest.json is not in its right form. Nothing can be verified.</translation>
  </message>
  <message>
   <source>相手のレイヤを、その項目でしぼる</source>
   <translation>narrow the other layer down by its own columns</translation>
  </message>
  <message>
   <source>真上から見る</source>
   <translation>View from above</translation>
  </message>
  <message>
   <source>矢印キーで移動、Shift と矢印で回転、Ctrl と矢印で見回し、PageUp と PageDown で上下、スペースで中央のものを選択します。</source>
   <translation>Arrow keys move, with Shift they turn, with Ctrl they look around, PageUp and PageDown rise and sink, Space chooses what is in the middle.</translation>
  </message>
  <message>
   <source>知らない項目「{name}」があります。</source>
   <translation>There is an unknown item "{name}".</translation>
  </message>
  <message>
   <source>短い線に分けてください。</source>
   <translation>Divide it into shorter lines.</translation>
  </message>
  <message>
   <source>短くしてから記入してください。</source>
   <translation>Make it shorter and enter it again.</translation>
  </message>
  <message>
   <source>石川・富山・岐阜・愛知</source>
   <translation>Ishikawa, Toyama, Gifu and Aichi</translation>
  </message>
  <message>
   <source>確かめていない注意が {count:,} 件あるため、承認できません。</source>
   <translation>It cannot be approved: {count:,} warnings were not accepted.</translation>
  </message>
  <message>
   <source>確認</source>
   <translation>Check</translation>
  </message>
  <message>
   <source>確認中</source>
   <translation>Being checked</translation>
  </message>
  <message>
   <source>示した行を見て、個人のものでなければ、理由を添えて承認してください。</source>
   <translation>Look at the rows and, if they are not of persons, approve it with the reason.</translation>
  </message>
  <message>
   <source>福岡・佐賀・熊本・大分・宮崎・鹿児島</source>
   <translation>Fukuoka, Saga, Kumamoto, Oita, Miyazaki and Kagoshima</translation>
  </message>
  <message>
   <source>福祉施設の数</source>
   <translation>Homes of care</translation>
  </message>
  <message>
   <source>移動や名前の変更がないか確かめてください。</source>
   <translation>Check whether it was moved or renamed.</translation>
  </message>
  <message>
   <source>移動や名前の変更をしていないか、共有フォルダにつながっているか確かめてください。</source>
   <translation>Check whether it was moved or renamed, and whether the shared folder is connected.</translation>
  </message>
  <message>
   <source>移動中は解像度を下げています</source>
   <translation>Lower resolution while moving</translation>
  </message>
  <message>
   <source>税や所得</source>
   <translation>Taxes and income</translation>
  </message>
  <message>
   <source>種別</source>
   <translation>Kind</translation>
  </message>
  <message>
   <source>種別・内容・場所のどれもない行です。</source>
   <translation>A row without kind, text or place.</translation>
  </message>
  <message>
   <source>種類</source>
   <translation>Kind</translation>
  </message>
  <message>
   <source>種類ごとにフォルダを分けてから、もう一度実行してください。</source>
   <translation>Put each kind into a folder of its own and try again.</translation>
  </message>
  <message>
   <source>積める階の目安（{count} 階）</source>
   <translation>Storeys that fit, about ({count})</translation>
  </message>
  <message>
   <source>穴</source>
   <translation>Hole</translation>
  </message>
  <message>
   <source>穴を埋めて {name} に入れる</source>
   <translation>Fill the hole and give it to {name}</translation>
  </message>
  <message>
   <source>空き家</source>
   <translation>Vacant</translation>
  </message>
  <message>
   <source>空のフォルダか、前に作った公開用の地図のフォルダを選んでください。</source>
   <translation>Choose an empty folder, or that of a public map that was made before.</translation>
  </message>
  <message>
   <source>空の場所か、前に反映したフォルダを指定してください。</source>
   <translation>Choose an empty place, or the folder where it was put before.</translation>
  </message>
  <message>
   <source>立地適正化計画の区域</source>
   <translation>Zones of the location plan</translation>
  </message>
  <message>
   <source>立地適正化計画区域</source>
   <translation>Area of the location plan</translation>
  </message>
  <message>
   <source>立退き避難</source>
   <translation>Leave</translation>
  </message>
  <message>
   <source>立退き避難が要る建物</source>
   <translation>Buildings to be left</translation>
  </message>
  <message>
   <source>第一種中高層住居専用地域</source>
   <translation>Category 1 mid/high-rise exclusive residential district</translation>
  </message>
  <message>
   <source>第一種低層住居専用地域</source>
   <translation>Category 1 low-rise exclusive residential district</translation>
  </message>
  <message>
   <source>第一種住居地域</source>
   <translation>Category 1 residential district</translation>
  </message>
  <message>
   <source>第二種中高層住居専用地域</source>
   <translation>Category 2 mid/high-rise exclusive residential district</translation>
  </message>
  <message>
   <source>第二種低層住居専用地域</source>
   <translation>Category 2 low-rise exclusive residential district</translation>
  </message>
  <message>
   <source>第二種住居地域</source>
   <translation>Category 2 residential district</translation>
  </message>
  <message>
   <source>筆ID</source>
   <translation>Lot ID</translation>
  </message>
  <message>
   <source>筆を合わせる</source>
   <translation>Join parcels</translation>
  </message>
  <message>
   <source>筆界</source>
   <translation>Parcels</translation>
  </message>
  <message>
   <source>筆界が自分自身と交わる区画が {count:,} 件あります。書かれたとおりに読み込みました。</source>
   <translation>{count:,} lots have boundaries that cross themselves. They were read as written.</translation>
  </message>
  <message>
   <source>筆界未定の構成筆</source>
   <translation>Members of the lot with undetermined boundaries</translation>
  </message>
  <message>
   <source>筆界未定の構成筆数</source>
   <translation>Number of members with undetermined boundaries</translation>
  </message>
  <message>
   <source>筆界未定地が {count:,} 区画あります。構成する地番は属性で確かめられます。</source>
   <translation>There are {count:,} lots with undetermined boundaries. The attributes tell which lot numbers they consist of.</translation>
  </message>
  <message>
   <source>筆界点</source>
   <translation>Boundary points of lots</translation>
  </message>
  <message>
   <source>筆界線</source>
   <translation>Boundary lines of lots</translation>
  </message>
  <message>
   <source>筆（土地）</source>
   <translation>Lots (land)</translation>
  </message>
  <message>
   <source>等時間日影 {hours} 時間</source>
   <translation>{hours} hours of shadow</translation>
  </message>
  <message>
   <source>等級種別</source>
   <translation>Kind of order</translation>
  </message>
  <message>
   <source>等高線</source>
   <translation>Contour</translation>
  </message>
  <message>
   <source>等高線 {interval:g} m ごと</source>
   <translation>Contour lines every {interval:g} m</translation>
  </message>
  <message>
   <source>等高線の間隔か格子を大きくしてください。</source>
   <translation>Choose a larger interval or larger cells.</translation>
  </message>
  <message>
   <source>等高線の間隔を小さくするか、格子と範囲を確かめてください。</source>
   <translation>Choose a smaller interval, or check cells and extent.</translation>
  </message>
  <message>
   <source>管理主体</source>
   <translation>Managed by</translation>
  </message>
  <message>
   <source>管理者に確かめ、暗号化なしでよい庁内のネットワークなら、ファイルに sslmode = "prefer" と書きます。</source>
   <translation>Ask the administrator; on an office network where no encryption is needed, write sslmode = "prefer" into the file.</translation>
  </message>
  <message>
   <source>範囲</source>
   <translation>Extent</translation>
  </message>
  <message>
   <source>範囲、点群、基準の面が重なっていません。</source>
   <translation>The area, the scan and the base do not overlap.</translation>
  </message>
  <message>
   <source>範囲が広すぎるため、{cell:g} m の格子では計算できません。</source>
   <translation>The extent is too large for a grid of {cell:g} m.</translation>
  </message>
  <message>
   <source>範囲が違いました（{found}、正しくは {wanted}）。</source>
   <translation>The extent differed ({found}, {wanted} would be right).</translation>
  </message>
  <message>
   <source>範囲の線が交わっているか、面積がありません。</source>
   <translation>The line of the area crosses itself or encloses nothing.</translation>
  </message>
  <message>
   <source>範囲の縁に点がないため、周りの地面から基準の面を作れません。</source>
   <translation>There are no points along the rim of the area to make a base of.</translation>
  </message>
  <message>
   <source>範囲を分けて読み込んでください。離れた場所の点が混じっていないかも確かめてください。</source>
   <translation>Read it in parts. Also check that no points from far away are mixed in.</translation>
  </message>
  <message>
   <source>範囲を分けるか、読み込みの設定で格子の間隔を大きくしてください。</source>
   <translation>Divide the area, or choose a wider grid spacing in the import settings.</translation>
  </message>
  <message>
   <source>範囲を少し広げるか、基準の高さや面を指定してください。</source>
   <translation>Widen the area a little, or name a level or surface as the base.</translation>
  </message>
  <message>
   <source>範囲を超える部分（最大 {height} m）</source>
   <translation>Standing out of the volume (by up to {height} m)</translation>
  </message>
  <message>
   <source>範囲を面（ポリゴン）で書き出したファイルを指定してください。</source>
   <translation>Give a file with the area as polygons.</translation>
  </message>
  <message>
   <source>範囲内</source>
   <translation>within</translation>
  </message>
  <message>
   <source>精度区分</source>
   <translation>Class of accuracy</translation>
  </message>
  <message>
   <source>系の番号だけが書かれています。測地系は世界測地系とみなしました。</source>
   <translation>Only the number of the zone is written. The datum was taken for the world geodetic system.</translation>
  </message>
  <message>
   <source>系統</source>
   <translation>Routes</translation>
  </message>
  <message>
   <source>系統番号</source>
   <translation>Route number</translation>
  </message>
  <message>
   <source>約 {length}</source>
   <translation>about {length}</translation>
  </message>
  <message>
   <source>細いすき間</source>
   <translation>Sliver of a gap</translation>
  </message>
  <message>
   <source>細い線は {interval:g} m ごと、太い線は {index:g} m ごとです。遠くから見ると太い線だけになります。</source>
   <translation>Thin lines every {interval:g} m, strong lines every {index:g} m. From afar only the strong ones are drawn.</translation>
  </message>
  <message>
   <source>細い重なり</source>
   <translation>Sliver of an overlap</translation>
  </message>
  <message>
   <source>終わるのを待って、もう一度実行してください。</source>
   <translation>Wait until it has ended, then run this again.</translation>
  </message>
  <message>
   <source>終了</source>
   <translation>End</translation>
  </message>
  <message>
   <source>終了する</source>
   <translation>Quit</translation>
  </message>
  <message>
   <source>終点</source>
   <translation>Last stop</translation>
  </message>
  <message>
   <source>終発</source>
   <translation>Last departure</translation>
  </message>
  <message>
   <source>経度</source>
   <translation>Longitude</translation>
  </message>
  <message>
   <source>経度・緯度は JGD2011（EPSG:6668、世界測地系）</source>
   <translation>Longitudes and latitudes are of JGD2011 (EPSG:6668)</translation>
  </message>
  <message>
   <source>経度・緯度は JGD2011（EPSG:6668、世界測地系）、メートルの座標は {crs}（平面直角座標系）</source>
   <translation>Longitudes and latitudes are of JGD2011 (EPSG:6668), metres of {crs} (plane rectangular system)</translation>
  </message>
  <message>
   <source>経度（東の座標）</source>
   <translation>Longitude (east)</translation>
  </message>
  <message>
   <source>経由</source>
   <translation>Via</translation>
  </message>
  <message>
   <source>経緯度の細かさ</source>
   <translation>Precision of coordinates</translation>
  </message>
  <message>
   <source>経路</source>
   <translation>Path</translation>
  </message>
  <message>
   <source>経過観察</source>
   <translation>watch</translation>
  </message>
  <message>
   <source>絞り込み…</source>
   <translation>Filter…</translation>
  </message>
  <message>
   <source>絞り込みに使う項目「{attribute}」がレイヤ「{layer}」にないため、1 件も当てはまりません。</source>
   <translation>The filter asks for "{attribute}", which layer "{layer}" does not have; nothing matches.</translation>
  </message>
  <message>
   <source>絞り込みの条件を確かめてください。</source>
   <translation>Check the conditions of the filter.</translation>
  </message>
  <message>
   <source>絞り込んで分けるか、GeoPackage で書き出してください。</source>
   <translation>Filter and split it, or write a GeoPackage.</translation>
  </message>
  <message>
   <source>統合した図を台帳に入れる（{count} 件）</source>
   <translation>Put the merged map into the ledger ({count})</translation>
  </message>
  <message>
   <source>統合する区域が2つ以上ありません。</source>
   <translation>There are not two areas to be merged.</translation>
  </message>
  <message>
   <source>絶対高さ</source>
   <translation>Absolute height</translation>
  </message>
  <message>
   <source>線から離れた場所、できれば画像の四隅の近くに点を加えてください。</source>
   <translation>Add a point away from that line, best near the corners of the picture.</translation>
  </message>
  <message>
   <source>線が交わらないように、もう一度描いてください。</source>
   <translation>Draw it again so that the line does not cross itself.</translation>
  </message>
  <message>
   <source>線が敷地を二つに分けていません。</source>
   <translation>The line does not cut the lot in two.</translation>
  </message>
  <message>
   <source>線で囲んで選ぶ</source>
   <translation>Select by free line</translation>
  </message>
  <message>
   <source>線の上に点がないため、断面を作れません。</source>
   <translation>No section: there are no points on the line.</translation>
  </message>
  <message>
   <source>線の交差</source>
   <translation>Crossing lines</translation>
  </message>
  <message>
   <source>線の位置と座標系、幅を確かめてください。</source>
   <translation>Check where the line lies, the system and the width.</translation>
  </message>
  <message>
   <source>線をつなぎ直して正しい形にする</source>
   <translation>Join the lines anew to a valid shape</translation>
  </message>
  <message>
   <source>線種別</source>
   <translation>Kind of line</translation>
  </message>
  <message>
   <source>編集(&amp;E)</source>
   <translation>&amp;Edit</translation>
  </message>
  <message>
   <source>緯度</source>
   <translation>Latitude</translation>
  </message>
  <message>
   <source>緯度 {latitude}°　経度 {longitude}°</source>
   <translation>Latitude {latitude}°　longitude {longitude}°</translation>
  </message>
  <message>
   <source>緯度（北の座標）</source>
   <translation>Latitude (north)</translation>
  </message>
  <message>
   <source>縁から {edge:g} cm 以内の {count:,} 点は評価していない（要領の ±5 cm、未確認）。</source>
   <translation>{count:,} points within {edge:g} cm of the edges were not evaluated (±5 cm of the guideline, not confirmed).</translation>
  </message>
  <message>
   <source>縦の画素数</source>
   <translation>Pixels down</translation>
  </message>
  <message>
   <source>縮尺</source>
   <translation>Scale</translation>
  </message>
  <message>
   <source>縮尺 1:{scale:,} では {paper} に入りません（断面は {width:.0f} × {height:.0f} mm、紙の枠は {wide:.0f} × {tall:.0f} mm）。</source>
   <translation>At 1:{scale:,} it does not fit {paper} (the section is {width:.0f} × {height:.0f} mm, the frame {wide:.0f} × {tall:.0f} mm).</translation>
  </message>
  <message>
   <source>縮尺の分母</source>
   <translation>Denominator of the scale</translation>
  </message>
  <message>
   <source>縮尺を 1:{fits:,} にするか、大きい紙を選んでください。</source>
   <translation>Choose a scale of 1:{fits:,} or larger paper.</translation>
  </message>
  <message>
   <source>置いた画像の名前（{file}）は .tif で終わらせてください。</source>
   <translation>The name of the placed picture ({file}) must end with .tif.</translation>
  </message>
  <message>
   <source>置いてあったものはそのままです。ディスクの空きと故障を確かめ、もう一度作ってください。</source>
   <translation>What was there is as it was. Check the room on the disk and its health, then make it again.</translation>
  </message>
  <message>
   <source>置き換えてよければ --overwrite を付けてください。</source>
   <translation>Add --overwrite if it may be replaced.</translation>
  </message>
  <message>
   <source>置く場所（URL）</source>
   <translation>Where it will be (URL)</translation>
  </message>
  <message>
   <source>署名がありません。書き換えられていないことは、この目録だけでは分かりません。</source>
   <translation>There is no signature. The manifest alone does not tell whether it was rewritten.</translation>
  </message>
  <message>
   <source>署名が目録と合いません。目録が書き換えられています。</source>
   <translation>The signature does not agree with the manifest. The manifest was rewritten.</translation>
  </message>
  <message>
   <source>署名に使う鍵 {file} がありません。</source>
   <translation>The key for signing, {file}, is not there.</translation>
  </message>
  <message>
   <source>署名は、指定された鍵のものではありません（署名した鍵の指紋: {fingerprint}）。</source>
   <translation>The signature is not by the key that was asked for (fingerprint of the key that signed: {fingerprint}).</translation>
  </message>
  <message>
   <source>署名は合っていますが、誰の鍵かは確かめていません（鍵の指紋: {fingerprint}）。公開鍵を指定するか、指紋を送り元に電話などで確かめてください。</source>
   <translation>The signature is sound, but it is not known whose key it is (fingerprint: {fingerprint}). Give the public key, or compare the fingerprint with the sender by telephone.</translation>
  </message>
  <message>
   <source>耐火</source>
   <translation>Fireproof</translation>
  </message>
  <message>
   <source>耐火建築物相当</source>
   <translation>fireproof building or equal</translation>
  </message>
  <message>
   <source>耐火構造種別</source>
   <translation>Fire resistance</translation>
  </message>
  <message>
   <source>背景には、市が作った図か、閲覧のときに地理院から読む方法を使ってください。</source>
   <translation>As a background use a map that the city made, or let the page read it from the GSI when it is viewed.</translation>
  </message>
  <message>
   <source>自治会</source>
   <translation>Associations</translation>
  </message>
  <message>
   <source>自治会「{name}」の台帳を {day} から変える</source>
   <translation>Change the ledger of “{name}” from {day}</translation>
  </message>
  <message>
   <source>自治会「{name}」の台帳を直す</source>
   <translation>Correct the ledger of “{name}”</translation>
  </message>
  <message>
   <source>自治会ごとに建物と災害の想定を数える</source>
   <translation>Count buildings and hazards by association</translation>
  </message>
  <message>
   <source>自治会のご案内を作る</source>
   <translation>Make the notice of an association</translation>
  </message>
  <message>
   <source>自治会の区域と一覧を台帳に取り込んでください（gisapp areas import、または「自治会」の画面）。</source>
   <translation>Bring the areas and lists of associations into the ledger (gisapp areas import, or the desk of associations).</translation>
  </message>
  <message>
   <source>自治会の区域の図を比べる</source>
   <translation>Compare maps of association areas</translation>
  </message>
  <message>
   <source>自治会の区域を台帳に取り込んでください。</source>
   <translation>Bring the areas of associations into the ledger.</translation>
  </message>
  <message>
   <source>自治会の区域を直す（{names}）</source>
   <translation>Change the areas of {names}</translation>
  </message>
  <message>
   <source>自治会の区域を面で持つレイヤを選んでください。</source>
   <translation>Choose a layer that holds the areas of associations.</translation>
  </message>
  <message>
   <source>自治会の区域図を作る</source>
   <translation>Make the map of an association</translation>
  </message>
  <message>
   <source>自治会の区域図集を作る</source>
   <translation>Make the map book of associations</translation>
  </message>
  <message>
   <source>自治会の台帳</source>
   <translation>Ledger of associations</translation>
  </message>
  <message>
   <source>自治会の台帳と点検に使う資料を選ぶ</source>
   <translation>Choose what the associations’ ledger and check rest on</translation>
  </message>
  <message>
   <source>自治会の台帳を書き出す</source>
   <translation>Export the ledger of associations</translation>
  </message>
  <message>
   <source>自治会の紙に載せるお問い合わせ先を変える</source>
   <translation>Change the contact on papers of associations</translation>
  </message>
  <message>
   <source>自治会を台帳に取り込む（{count} 件）</source>
   <translation>Bring associations into the ledger ({count})</translation>
  </message>
  <message>
   <source>自治会コード</source>
   <translation>Association code</translation>
  </message>
  <message>
   <source>色</source>
   <translation>Colour</translation>
  </message>
  <message>
   <source>色と区切りは当プログラムが定めたもの。</source>
   <translation>Colours and steps by this program.</translation>
  </message>
  <message>
   <source>色分け…</source>
   <translation>Style…</translation>
  </message>
  <message>
   <source>色分け画像</source>
   <translation>Picture with a colour table</translation>
  </message>
  <message>
   <source>色覚に配慮した配色</source>
   <translation>Colours for all eyes</translation>
  </message>
  <message>
   <source>英語の名前</source>
   <translation>English name</translation>
  </message>
  <message>
   <source>英語名</source>
   <translation>English name</translation>
  </message>
  <message>
   <source>行</source>
   <translation>Line</translation>
  </message>
  <message>
   <source>行先</source>
   <translation>Headsign</translation>
  </message>
  <message>
   <source>行政コード</source>
   <translation>Administrative code</translation>
  </message>
  <message>
   <source>行政区画</source>
   <translation>Administrative area</translation>
  </message>
  <message>
   <source>行政区画代表点</source>
   <translation>Representative point of an administrative area</translation>
  </message>
  <message>
   <source>行政区画界線</source>
   <translation>Boundary of an administrative area</translation>
  </message>
  <message>
   <source>街区の代表点</source>
   <translation>Representative point of a block</translation>
  </message>
  <message>
   <source>街区域</source>
   <translation>Block</translation>
  </message>
  <message>
   <source>街区符号</source>
   <translation>Block number</translation>
  </message>
  <message>
   <source>街区線</source>
   <translation>Line of a block</translation>
  </message>
  <message>
   <source>表「{layer}」と区域「{areas}」に、共通する番号や名前の列がありません。人口・世帯数は使っていません。</source>
   <translation>Table “{layer}” and areas “{areas}” share no column of numbers or names. People and households were not used.</translation>
  </message>
  <message>
   <source>表「{layer}」に載っていない区域が {count} 件あります（例: {example}）。未確認としました。</source>
   <translation>{count} areas are not in table “{layer}” (e.g. {example}). They count as not confirmed.</translation>
  </message>
  <message>
   <source>表の行をコピーする</source>
   <translation>Copy rows of the table</translation>
  </message>
  <message>
   <source>表や検索はそのまま使えます。グラフィックドライバーを更新するか、情報システムの担当に相談してください。</source>
   <translation>Table and search work as before. Update the graphics driver, or ask your IT staff.</translation>
  </message>
  <message>
   <source>表を読んでいます</source>
   <translation>Reading a table</translation>
  </message>
  <message>
   <source>表示(&amp;V)</source>
   <translation>&amp;View</translation>
  </message>
  <message>
   <source>表示した件数</source>
   <translation>Shown</translation>
  </message>
  <message>
   <source>表示区分</source>
   <translation>Class of display</translation>
  </message>
  <message>
   <source>表計算ソフトの式</source>
   <translation>Formulas of spreadsheets</translation>
  </message>
  <message>
   <source>表面積が {found:,.1f} m² でした（正しくは {wanted:,.1f} m²）。</source>
   <translation>The surface was {found:,.1f} m² ({wanted:,.1f} m² would be right).</translation>
  </message>
  <message>
   <source>表（CSV・TSV・Excel）</source>
   <translation>Tables (CSV, TSV, Excel)</translation>
  </message>
  <message>
   <source>被保険者などの番号</source>
   <translation>Numbers of insured persons</translation>
  </message>
  <message>
   <source>補正ファイル（{grids}）を補正ファイルのフォルダーに置くか、別の座標系を選んでください。</source>
   <translation>Put the grid files ({grids}) into the folder for grids, or choose another coordinate system.</translation>
  </message>
  <message>
   <source>製品</source>
   <translation>Product</translation>
  </message>
  <message>
   <source>複数の用途が同じ色です。</source>
   <translation>Several uses share a colour.</translation>
  </message>
  <message>
   <source>西</source>
   <translation>West</translation>
  </message>
  <message>
   <source>要確認</source>
   <translation>To be confirmed</translation>
  </message>
  <message>
   <source>要確認（加入世帯数が世帯数より多い）</source>
   <translation>to be confirmed (more members than households)</translation>
  </message>
  <message>
   <source>要補修</source>
   <translation>repair needed</translation>
  </message>
  <message>
   <source>要配慮個人情報</source>
   <translation>Sensitive personal information</translation>
  </message>
  <message>
   <source>見えない制御文字</source>
   <translation>Invisible control letters</translation>
  </message>
  <message>
   <source>見つかりません</source>
   <translation>not found</translation>
  </message>
  <message>
   <source>見る権限があるか、担当者に確かめてください。</source>
   <translation>Ask the person in charge whether you may read it.</translation>
  </message>
  <message>
   <source>見出しが {found:,} 列でした（正しくは {wanted:,} 列）。</source>
   <translation>There were {found:,} columns ({wanted:,} would be right).</translation>
  </message>
  <message>
   <source>見出しにする列「{place}」が、公開の項目にありません。</source>
   <translation>The column of labels, “{place}”, is not among what is published.</translation>
  </message>
  <message>
   <source>見出しの行の下に、データが入っているか確かめてください。</source>
   <translation>Check that there are data below the row of headings.</translation>
  </message>
  <message>
   <source>規制が多すぎます（{count} 件、最大 {most} 件）。</source>
   <translation>There are too many regulations ({count}, at most {most}).</translation>
  </message>
  <message>
   <source>規制の一覧ではありません（format が「{format}」です）。</source>
   <translation>This is no table of regulations (its format is “{format}”).</translation>
  </message>
  <message>
   <source>規制の一覧のファイルを直してください（gisapp rules --check）。</source>
   <translation>Correct the table of regulations (gisapp rules --check).</translation>
  </message>
  <message>
   <source>規制の一覧（JSON）のファイルを選んでください。</source>
   <translation>Choose a table of regulations (JSON).</translation>
  </message>
  <message>
   <source>規格値</source>
   <translation>Limit</translation>
  </message>
  <message>
   <source>規格値の ±50 % 以内</source>
   <translation>Within ±50 % of the limit</translation>
  </message>
  <message>
   <source>規格値の ±80 % 以内</source>
   <translation>Within ±80 % of the limit</translation>
  </message>
  <message>
   <source>規格値の指定がないものは「３次元計測技術を用いた出来形管理要領（案）」（令和8年3月版）の引用による。「未確認」の値は原典で確かめられていないため、これだけで合格・不合格としない。</source>
   <translation>Limits that were not given are quoted of the draft guideline for as-built inspection by 3D measurement (March 2026). Values marked as not confirmed could not be checked against the original; none passes or fails by them alone.</translation>
  </message>
  <message>
   <source>規模・構造</source>
   <translation>Size and structure</translation>
  </message>
  <message>
   <source>視点「{name}」のレイヤを表示する</source>
   <translation>Show the layers of view “{name}”</translation>
  </message>
  <message>
   <source>視点「{name}」を保存する</source>
   <translation>Save view “{name}”</translation>
  </message>
  <message>
   <source>視点「{name}」を消す</source>
   <translation>Remove view “{name}”</translation>
  </message>
  <message>
   <source>親の駅・停留所</source>
   <translation>Parent station</translation>
  </message>
  <message>
   <source>観測の状態</source>
   <translation>State of the observation</translation>
  </message>
  <message>
   <source>観測の間隔</source>
   <translation>Interval of observation</translation>
  </message>
  <message>
   <source>観測所名・緯度・経度・観測日時・水位の列があるか確かめてください。</source>
   <translation>Check that there are columns for name, latitude, longitude, time and water level (docs/EVENT.md).</translation>
  </message>
  <message>
   <source>観測所番号</source>
   <translation>Number of the station</translation>
  </message>
  <message>
   <source>観測日時</source>
   <translation>Observed at</translation>
  </message>
  <message>
   <source>角の点を、範囲を一周する順に指定してください。</source>
   <translation>Name the corners in their order around the area.</translation>
  </message>
  <message>
   <source>角をそろえる格子</source>
   <translation>Grid for corners</translation>
  </message>
  <message>
   <source>角度</source>
   <translation>Angle</translation>
  </message>
  <message>
   <source>解体年</source>
   <translation>Year of demolition</translation>
  </message>
  <message>
   <source>解像度を下げるか、分けてスキャンし直してください。</source>
   <translation>Scan it at a lower resolution, or in parts.</translation>
  </message>
  <message>
   <source>言葉でも書ける（以上・以下・未満・より大きい・以外）</source>
   <translation>in words too (以上, 以下, 未満, より大きい, 以外)</translation>
  </message>
  <message>
   <source>計</source>
   <translation>Total</translation>
  </message>
  <message>
   <source>計曲線</source>
   <translation>Index contour</translation>
  </message>
  <message>
   <source>計測</source>
   <translation>Measure</translation>
  </message>
  <message>
   <source>計測「{name}」は壊れているため、読めません。</source>
   <translation>The measurement "{name}" is damaged and cannot be read.</translation>
  </message>
  <message>
   <source>計測「{name}」を消す</source>
   <translation>Delete the measurement "{name}"</translation>
  </message>
  <message>
   <source>計測「{name}」を表示する</source>
   <translation>Show the measurement "{name}"</translation>
  </message>
  <message>
   <source>計測「{name}」を隠す</source>
   <translation>Hide the measurement "{name}"</translation>
  </message>
  <message>
   <source>計測「{old}」を「{new}」に改める</source>
   <translation>Rename the measurement "{old}" to "{new}"</translation>
  </message>
  <message>
   <source>計測値</source>
   <translation>Measured values</translation>
  </message>
  <message>
   <source>計測日</source>
   <translation>Surveyed on</translation>
  </message>
  <message>
   <source>計測時刻（GPS）</source>
   <translation>Time of measurement (GPS)</translation>
  </message>
  <message>
   <source>計測高さ</source>
   <translation>Measured height</translation>
  </message>
  <message>
   <source>計画建築物が敷地の外に {area} m² 出ています。</source>
   <translation>{area} m² of the planned building stand outside the site.</translation>
  </message>
  <message>
   <source>計画建築物に部分（parts）がないか、多すぎます（{count} 個）。</source>
   <translation>The planned building has no parts, or too many ({count}).</translation>
  </message>
  <message>
   <source>計画建築物のファイルではありません（format が「{format}」です）。</source>
   <translation>This is no file of a planned building (its format is “{format}”).</translation>
  </message>
  <message>
   <source>計画建築物の外形の頂点を確かめてください。</source>
   <translation>Check the corners of the planned building's outline.</translation>
  </message>
  <message>
   <source>計画建築物の座標系（{crs}）が、敷地の座標系（{wanted}）と違います。</source>
   <translation>The system of the planned building ({crs}) is not that of the site ({wanted}).</translation>
  </message>
  <message>
   <source>計画機関名</source>
   <translation>Planning organisation</translation>
  </message>
  <message>
   <source>計画規模</source>
   <translation>Design scale</translation>
  </message>
  <message>
   <source>計算した項目</source>
   <translation>Calculated</translation>
  </message>
  <message>
   <source>計算した項目…</source>
   <translation>Calculated columns…</translation>
  </message>
  <message>
   <source>計算する</source>
   <translation>Calculate</translation>
  </message>
  <message>
   <source>記入した</source>
   <translation>entered</translation>
  </message>
  <message>
   <source>設定(&amp;S)</source>
   <translation>&amp;Settings</translation>
  </message>
  <message>
   <source>設定…</source>
   <translation>Settings…</translation>
  </message>
  <message>
   <source>設定「{name}」の値が正しくないため、はじめの値を使います。設定の画面で確かめてください。</source>
   <translation>The value of setting "{name}" is not valid; the first value is used. Check it in the settings.</translation>
  </message>
  <message>
   <source>設定がそろいました。「審査」で、利用者に見えるものを確かめてください。</source>
   <translation>Settings are complete. Look at what users will see under “Review”.</translation>
  </message>
  <message>
   <source>設定のファイルが壊れていたため、はじめの設定に戻しました。元のファイルは {kept} に残しました。</source>
   <translation>The settings file was damaged, so the first settings are used again. The old file was kept as {kept}.</translation>
  </message>
  <message>
   <source>設定のフォルダを、本人だけが使えるディスクの上に置いてください。</source>
   <translation>Put the folder of settings on a disk that only you can use.</translation>
  </message>
  <message>
   <source>設定を消すか、レイヤを追加し直してください。</source>
   <translation>Delete the settings, or add the layer again.</translation>
  </message>
  <message>
   <source>設定中</source>
   <translation>In progress</translation>
  </message>
  <message>
   <source>設立・認可の年月日</source>
   <translation>Founded or recognised</translation>
  </message>
  <message>
   <source>設計データと部位の範囲の座標系を確かめてください。</source>
   <translation>Check the systems of the design and of the areas.</translation>
  </message>
  <message>
   <source>設計データの座標系（系の番号、X と Y の順）を確かめてください。</source>
   <translation>Check the system of the design (zone, order of X and Y).</translation>
  </message>
  <message>
   <source>設計データを作った会社に、LandXML として書き出し直してもらってください。</source>
   <translation>Ask the company that made the design to write it as LandXML again.</translation>
  </message>
  <message>
   <source>設計面: {design}</source>
   <translation>Design surface: {design}</translation>
  </message>
  <message>
   <source>設計面「{name}」と点群は重なっていません。</source>
   <translation>The design surface “{name}” and the scan do not overlap.</translation>
  </message>
  <message>
   <source>設計面に直角の較差</source>
   <translation>difference at right angles to the design</translation>
  </message>
  <message>
   <source>設計面のない所の {count:,} 点は評価していない。</source>
   <translation>{count:,} points without a design below were not evaluated.</translation>
  </message>
  <message>
   <source>設計面を一つ、名前で選んでください。</source>
   <translation>Choose one surface by its name.</translation>
  </message>
  <message>
   <source>評価面積</source>
   <translation>Area</translation>
  </message>
  <message>
   <source>該当</source>
   <translation>Affected</translation>
  </message>
  <message>
   <source>該当なし</source>
   <translation>Not affected</translation>
  </message>
  <message>
   <source>詳細の列を出す・しまう</source>
   <translation>Detail column on or off</translation>
  </message>
  <message>
   <source>詳細用途</source>
   <translation>Detailed use</translation>
  </message>
  <message>
   <source>詳細用途2</source>
   <translation>Detailed use 2</translation>
  </message>
  <message>
   <source>詳細用途3</source>
   <translation>Detailed use 3</translation>
  </message>
  <message>
   <source>説明</source>
   <translation>Description</translation>
  </message>
  <message>
   <source>読み直せません（{detail}）。</source>
   <translation>It cannot be read again ({detail}).</translation>
  </message>
  <message>
   <source>読み込みの記録</source>
   <translation>Receipt</translation>
  </message>
  <message>
   <source>読み込みの記録 {file} を保存できませんでした。</source>
   <translation>The receipt {file} could not be saved.</translation>
  </message>
  <message>
   <source>読み込みの記録…</source>
   <translation>Receipt…</translation>
  </message>
  <message>
   <source>読み込み日</source>
   <translation>Read on</translation>
  </message>
  <message>
   <source>読み込み済みの地形（{folder}）が壊れています。</source>
   <translation>The terrain that was read before ({folder}) is damaged.</translation>
  </message>
  <message>
   <source>読み込み済みの地形（{folder}）が見つかりません。</source>
   <translation>The terrain that was read before ({folder}) was not found.</translation>
  </message>
  <message>
   <source>読み込み済みの地形（{folder}）は別の版の形式です。</source>
   <translation>The terrain that was read before ({folder}) is of another version.</translation>
  </message>
  <message>
   <source>読み込み済みデータ（{folder}）が壊れています。</source>
   <translation>The converted data ({folder}) are damaged.</translation>
  </message>
  <message>
   <source>読み込み済みデータ（{folder}）が見つかりません。</source>
   <translation>The converted data ({folder}) were not found.</translation>
  </message>
  <message>
   <source>読み込み済みデータ（{folder}）は別の版の形式です。</source>
   <translation>The converted data ({folder}) are of another version.</translation>
  </message>
  <message>
   <source>読み込むときに {crs} が選ばれました。</source>
   <translation>{crs} was chosen when it was read.</translation>
  </message>
  <message>
   <source>読み込めるもの: {formats}</source>
   <translation>What can be read: {formats}</translation>
  </message>
  <message>
   <source>読み込んだデータを {folder} に書き込めませんでした。</source>
   <translation>The converted data could not be written to {folder}.</translation>
  </message>
  <message>
   <source>読み込んだ地形を {folder} に書き込めませんでした。</source>
   <translation>The terrain could not be written to {folder}.</translation>
  </message>
  <message>
   <source>読み込んだ日</source>
   <translation>Read on</translation>
  </message>
  <message>
   <source>読み込んだ日時</source>
   <translation>Read on</translation>
  </message>
  <message>
   <source>読み込んでいます…</source>
   <translation>Loading…</translation>
  </message>
  <message>
   <source>読んだ日時</source>
   <translation>Read at</translation>
  </message>
  <message>
   <source>課の電話やメール（個人のものは書きません）</source>
   <translation>Telephone or mail of the section (never a person’s)</translation>
  </message>
  <message>
   <source>調査年</source>
   <translation>Year of survey</translation>
  </message>
  <message>
   <source>調査票の控えを消す</source>
   <translation>Delete a kept answer sheet</translation>
  </message>
  <message>
   <source>調査票の様式ではありません（format が「{format}」です）。</source>
   <translation>This is no template of answer sheets (its format is "{format}").</translation>
  </message>
  <message>
   <source>調査票の様式（JSON）のファイルを選んでください。</source>
   <translation>Choose the file of a template of answer sheets (JSON).</translation>
  </message>
  <message>
   <source>調査票を作る（{place}）</source>
   <translation>Make an answer sheet ({place})</translation>
  </message>
  <message>
   <source>調査票を書き出す（{place}）</source>
   <translation>Write an answer sheet ({place})</translation>
  </message>
  <message>
   <source>調査票を残す（{place}）</source>
   <translation>Keep an answer sheet ({place})</translation>
  </message>
  <message>
   <source>識別</source>
   <translation>Identification</translation>
  </message>
  <message>
   <source>警戒区域（黄）が特別警戒区域（赤）の中に入っています。「{label}」の番号が逆かもしれません。都道府県の公示図と見比べてください。</source>
   <translation>Alert areas (yellow) lie inside special alert areas (red). The numbers of “{label}” may be the wrong way round. Compare with the published map of the prefecture.</translation>
  </message>
  <message>
   <source>起点</source>
   <translation>First stop</translation>
  </message>
  <message>
   <source>超過</source>
   <translation>over</translation>
  </message>
  <message>
   <source>距離</source>
   <translation>Distance</translation>
  </message>
  <message>
   <source>距離 (m)</source>
   <translation>Distance (m)</translation>
  </message>
  <message>
   <source>距離（m）</source>
   <translation>Distance (m)</translation>
  </message>
  <message>
   <source>路線</source>
   <translation>Route</translation>
  </message>
  <message>
   <source>路線ID</source>
   <translation>Route ID</translation>
  </message>
  <message>
   <source>路線の名前</source>
   <translation>names of routes</translation>
  </message>
  <message>
   <source>路面</source>
   <translation>Road surface</translation>
  </message>
  <message>
   <source>路面電車</source>
   <translation>Tram</translation>
  </message>
  <message>
   <source>車両の位置は、時刻表どおりに停留所の間を同じ速さで走るものとした推定です（{minutes} 分ごと、{count:,} 件）。実際の運行の記録ではありません。</source>
   <translation>Places of vehicles are estimated from the timetable, at an even speed between stops (every {minutes} min, {count:,} places). They are no record of what really ran.</translation>
  </message>
  <message>
   <source>車両の位置（推定）</source>
   <translation>Vehicle positions (estimated)</translation>
  </message>
  <message>
   <source>車両の登録番号</source>
   <translation>Number plates of vehicles</translation>
  </message>
  <message>
   <source>軌道の中心線</source>
   <translation>Centre line of a track</translation>
  </message>
  <message>
   <source>軒の高さ</source>
   <translation>Height of eaves</translation>
  </message>
  <message>
   <source>軸のまわりに点がないため、建築限界を調べられません。</source>
   <translation>There are no points around the axis, so the clearance cannot be checked.</translation>
  </message>
  <message>
   <source>軸の位置と座標系、幅を確かめてください。</source>
   <translation>Check the place of the axis, its coordinate system and the width.</translation>
  </message>
  <message>
   <source>軽量鉄骨造</source>
   <translation>Light steel frame</translation>
  </message>
  <message>
   <source>較差: {way}（実測 − 設計、＋は設計より上・外）。統計は棄却点を除く。</source>
   <translation>Deviations: {way} (measured − design; + is above or outside). Statistics are without rejected points.</translation>
  </message>
  <message>
   <source>輪郭のなめらかさを抑えています</source>
   <translation>Edges are less smooth</translation>
  </message>
  <message>
   <source>輪郭を簡単にする</source>
   <translation>Simplify outlines</translation>
  </message>
  <message>
   <source>農林漁業用施設</source>
   <translation>Farming and fishing facility</translation>
  </message>
  <message>
   <source>辺 {edges} の道路の幅員が分からないため、斜線制限を計算できません。</source>
   <translation>The width of the road at edge {edges} is not known, so the slants cannot be calculated.</translation>
  </message>
  <message>
   <source>辺 {edge} の内容を入力する</source>
   <translation>Enter edge {edge}</translation>
  </message>
  <message>
   <source>辺 {edge}: 「{kind}」を法42条1項1号の道路とみなしました。指定道路調書で確かめてください。</source>
   <translation>Edge {edge}: “{kind}” was taken for a road of art. 42(1)1. Confirm it in the road register.</translation>
  </message>
  <message>
   <source>辺 {edge}: 反対側の公園・水面の緩和（令134条）は、測定する位置に入れていません。</source>
   <translation>Edge {edge}: the park or water on the far side (Order art. 134) is not in the measuring points.</translation>
  </message>
  <message>
   <source>辺 {edge}: 幅員 {width} m は 4 m 未満です。法42条2項の指定を確かめてください。</source>
   <translation>Edge {edge}: {width} m are less than 4 m. Confirm a designation under art. 42(2).</translation>
  </message>
  <message>
   <source>辺 {edge}: 幅員が資料によって違います（{widths}）。</source>
   <translation>Edge {edge}: sources differ in the width ({widths}).</translation>
  </message>
  <message>
   <source>辺 {edge}: 法42条の種別が分かりません。指定道路調書で確かめてください。</source>
   <translation>Edge {edge}: its kind in art. 42 is unknown. Confirm it in the road register.</translation>
  </message>
  <message>
   <source>辺 {edge}: 計画建築物が、入力した後退距離（{setback} m）より境界に近い所にあります。</source>
   <translation>Edge {edge}: the planned building stands nearer to the boundary than its set-back of {setback} m.</translation>
  </message>
  <message>
   <source>辺 {edge}: 道路の幅員が分かりません。台帳か現地で確かめてください。</source>
   <translation>Edge {edge}: the width of the road is unknown. Confirm it in the register or on site.</translation>
  </message>
  <message>
   <source>辺 {edge}: 道路の種別が資料によって違います（{kinds}）。</source>
   <translation>Edge {edge}: sources differ in the kind of road ({kinds}).</translation>
  </message>
  <message>
   <source>近くの避難所（災害の種別は未確認）</source>
   <translation>Places to stay nearby (kind of disaster not confirmed)</translation>
  </message>
  <message>
   <source>近隣商業地域</source>
   <translation>Neighbourhood commercial district</translation>
  </message>
  <message>
   <source>追加機能「{name}」（{package}）は、同じ名前の機能がすでにあるため使いません。</source>
   <translation>The extension "{name}" ({package}) is not used because there is a function of that name already.</translation>
  </message>
  <message>
   <source>追加機能「{name}」（{package}）を使えません。入れた担当者に確かめてください。</source>
   <translation>The extension "{name}" ({package}) cannot be used. Ask whoever installed it.</translation>
  </message>
  <message>
   <source>追加距離 (m)</source>
   <translation>Chainage (m)</translation>
  </message>
  <message>
   <source>追加距離（m）</source>
   <translation>Chainage (m)</translation>
  </message>
  <message>
   <source>送り元の部署から、データとは別の経路で受け取ってください。</source>
   <translation>Get it from the sending section by another way than the data.</translation>
  </message>
  <message>
   <source>通報者（公開しません）</source>
   <translation>Reporter (never published)</translation>
  </message>
  <message>
   <source>通路の点</source>
   <translation>Pathway node</translation>
  </message>
  <message>
   <source>運営開始日</source>
   <translation>Opened on</translation>
  </message>
  <message>
   <source>運行日（calendar.txt・calendar_dates.txt）が読めないため、すべての便を日付のない 1 日として並べました。</source>
   <translation>The days of service (calendar.txt, calendar_dates.txt) cannot be read; all trips are laid out on one day without a date.</translation>
  </message>
  <message>
   <source>運行終了</source>
   <translation>Trip end</translation>
  </message>
  <message>
   <source>運行開始</source>
   <translation>Trip start</translation>
  </message>
  <message>
   <source>運輸倉庫施設</source>
   <translation>Transport and storage facility</translation>
  </message>
  <message>
   <source>道路</source>
   <translation>Roads</translation>
  </message>
  <message>
   <source>道路に接する長さは {length} m で、{least} m に足りません。</source>
   <translation>The frontage is {length} m, less than {least} m.</translation>
  </message>
  <message>
   <source>道路のレイヤがないため、どの辺が道路に接するか分かりません。</source>
   <translation>There is no layer of roads, so it is unknown which edges face one.</translation>
  </message>
  <message>
   <source>道路の冠水</source>
   <translation>Flooded road</translation>
  </message>
  <message>
   <source>道路の幅員が分からない</source>
   <translation>width of the road not known</translation>
  </message>
  <message>
   <source>道路の幅員と後退距離を確かめてください。</source>
   <translation>Check the widths of roads and the set-backs.</translation>
  </message>
  <message>
   <source>道路の種別「{kind}」（{layer}）</source>
   <translation>Kind of road “{kind}” ({layer})</translation>
  </message>
  <message>
   <source>道路の種別が分からないため、法42条の道路かどうか確かめてください。</source>
   <translation>The kind of road is unknown. Confirm whether it is one of art. 42.</translation>
  </message>
  <message>
   <source>道路の線がつながっていない所があります（最大のまとまりは全体の {share}）。歩いて行ける避難先が少なく出ます。</source>
   <translation>The road lines do not all connect (the largest piece is {share} of the whole). Fewer shelters than there are will seem to be within reach on foot.</translation>
  </message>
  <message>
   <source>道路の線の端 {count} か所を、{metres} m 以内にある別の道路の線につなぎました。</source>
   <translation>{count} ends of road lines were joined to another line within {metres} m.</translation>
  </message>
  <message>
   <source>道路の辺を選んで、幅員を入力してください。</source>
   <translation>Choose the edge at the road and enter its width.</translation>
  </message>
  <message>
   <source>道路の通行止め</source>
   <translation>Closed road</translation>
  </message>
  <message>
   <source>道路の面の中に点がありません。</source>
   <translation>There are no points within the road.</translation>
  </message>
  <message>
   <source>道路や屋根など、変化のない所が両方に入るように範囲を広げてください。</source>
   <translation>Widen the area so that both hold roads, roofs or the like that did not change.</translation>
  </message>
  <message>
   <source>道路区域界線</source>
   <translation>Boundary of a road zone</translation>
  </message>
  <message>
   <source>道路域</source>
   <translation>Road area</translation>
  </message>
  <message>
   <source>道路域分割線</source>
   <translation>Dividing line of a road area</translation>
  </message>
  <message>
   <source>道路域分割面</source>
   <translation>Divided road area</translation>
  </message>
  <message>
   <source>道路後退や壁面後退のあとに、敷地が残らないか、二つ以上に分かれます。</source>
   <translation>After the set-backs of roads and walls nothing of the lot remains, or it falls into two or more pieces.</translation>
  </message>
  <message>
   <source>道路斜線</source>
   <translation>Road slant</translation>
  </message>
  <message>
   <source>道路構成線</source>
   <translation>Road component line</translation>
  </message>
  <message>
   <source>道路縁</source>
   <translation>Road edge</translation>
  </message>
  <message>
   <source>遠くのものを簡略表示しています</source>
   <translation>Far things are drawn more simply</translation>
  </message>
  <message>
   <source>適</source>
   <translation>yes</translation>
  </message>
  <message>
   <source>選び直して、もう一度残してください。</source>
   <translation>Select again and keep it once more.</translation>
  </message>
  <message>
   <source>選んだものには形がないため、場所が分かりません。</source>
   <translation>What was chosen has no shape, so its place is not known.</translation>
  </message>
  <message>
   <source>選んだものの場所で別のレイヤを選ぶ…</source>
   <translation>Select in another layer by place…</translation>
  </message>
  <message>
   <source>選んだものへ移る</source>
   <translation>Go to the selection</translation>
  </message>
  <message>
   <source>選んだハザードは、市の範囲に水面がありません。</source>
   <translation>The chosen hazards have no water where the city is.</translation>
  </message>
  <message>
   <source>選んだ土地が一つながりの面になりません。</source>
   <translation>The chosen land is not one connected area.</translation>
  </message>
  <message>
   <source>選んだ点はほぼ平らなため、円柱の半径が決まりません。</source>
   <translation>The chosen points are almost flat, so they tell no radius of a cylinder.</translation>
  </message>
  <message>
   <source>選んでください</source>
   <translation>Please choose</translation>
  </message>
  <message>
   <source>選択を「{name}」として残す</source>
   <translation>Keep the selection as “{name}”</translation>
  </message>
  <message>
   <source>選択を反転する</source>
   <translation>Invert the selection</translation>
  </message>
  <message>
   <source>選択を解く</source>
   <translation>Deselect</translation>
  </message>
  <message>
   <source>避難の判定（0〜4）</source>
   <translation>Verdict on staying (0–4)</translation>
  </message>
  <message>
   <source>避難先</source>
   <translation>Shelters</translation>
  </message>
  <message>
   <source>避難先 {count} か所が、自分の災害種別の想定区域の中にあります（例: {example}）。</source>
   <translation>{count} shelters lie in a hazard for which they are designated (e.g. {example}).</translation>
  </message>
  <message>
   <source>避難先の一覧「{layer}」の「対象となる町会・自治会」のうち {count} 件の名前が、台帳の自治会に結び付きません（例: {example}）。</source>
   <translation>{count} names in the column of associations of the list of shelters “{layer}” are joined to none of the ledger (such as {example}).</translation>
  </message>
  <message>
   <source>避難先の想定収容人数</source>
   <translation>Capacity of the shelters</translation>
  </message>
  <message>
   <source>避難先の数</source>
   <translation>Shelters</translation>
  </message>
  <message>
   <source>避難先までの距離（徒歩）</source>
   <translation>Distance to the shelter (on foot)</translation>
  </message>
  <message>
   <source>避難先までの距離（直線）</source>
   <translation>Distance to the shelter (straight line)</translation>
  </message>
  <message>
   <source>避難判断水位</source>
   <translation>Evacuation judgement level</translation>
  </message>
  <message>
   <source>避難判断水位を超過</source>
   <translation>Above the evacuation level</translation>
  </message>
  <message>
   <source>避難場所</source>
   <translation>Evacuation sites</translation>
  </message>
  <message>
   <source>避難所の一覧には、どの災害で使えるかが書かれていません。開設する避難所は、市の発表で確かめてください。</source>
   <translation>The list of places to stay does not tell for which disasters they serve. See the city’s announcements for those that are open.</translation>
  </message>
  <message>
   <source>避難所までの距離（災害の種別は未確認）</source>
   <translation>Distance to the place to stay (kind of disaster not confirmed)</translation>
  </message>
  <message>
   <source>部位</source>
   <translation>Part</translation>
  </message>
  <message>
   <source>部署</source>
   <translation>Department</translation>
  </message>
  <message>
   <source>部署の代表電話や代表メールを入れてください。</source>
   <translation>Enter the general telephone or mail address of the section.</translation>
  </message>
  <message>
   <source>部署を入れてから、もう一度承認してください。承認は記録に残ります。</source>
   <translation>Enter the section, then approve it again. Approvals are kept.</translation>
  </message>
  <message>
   <source>部署を入れてから、もう一度開いてください。開いたことは記録に残ります。</source>
   <translation>Enter the department and open again. That it was opened is written down.</translation>
  </message>
  <message>
   <source>郵便番号</source>
   <translation>Postcodes</translation>
  </message>
  <message>
   <source>都市機能誘導区域</source>
   <translation>Urban function attraction area</translation>
  </message>
  <message>
   <source>都市計画</source>
   <translation>Town planning</translation>
  </message>
  <message>
   <source>都市計画区域</source>
   <translation>City planning area</translation>
  </message>
  <message>
   <source>都道府県</source>
   <translation>Prefecture</translation>
  </message>
  <message>
   <source>配るファイルの形式</source>
   <translation>File formats offered</translation>
  </message>
  <message>
   <source>配布元から入手し直すか、展開したフォルダを選んでください。</source>
   <translation>Get it again from its publisher, or choose the unpacked folder.</translation>
  </message>
  <message>
   <source>配布元の CityGML かどうかを確かめてください。</source>
   <translation>Check whether this is the CityGML as published.</translation>
  </message>
  <message>
   <source>配布元の GTFS がそろっているか確かめてください。</source>
   <translation>Make sure that the GTFS of the publisher is complete.</translation>
  </message>
  <message>
   <source>配布元の zip かどうかを確かめてください。</source>
   <translation>Check whether this is the zip as published.</translation>
  </message>
  <message>
   <source>配布元のファイルかどうかを確かめてください。</source>
   <translation>Check that it is the file of the publisher.</translation>
  </message>
  <message>
   <source>重さ</source>
   <translation>Severity</translation>
  </message>
  <message>
   <source>重なり</source>
   <translation>Overlap</translation>
  </message>
  <message>
   <source>重なりとすき間を探しています</source>
   <translation>Looking for overlaps and gaps</translation>
  </message>
  <message>
   <source>重なりは正しい（両方の自治会がある）</source>
   <translation>The overlap is right (both have it)</translation>
  </message>
  <message>
   <source>重複かもしれない報告が多いため、近いものから {most} 組だけを示します（ほかに {count} 組）。</source>
   <translation>There are many reports that may be the same; only the nearest {most} pairs are shown ({count} more).</translation>
  </message>
  <message>
   <source>鉄塔</source>
   <translation>Transmission tower</translation>
  </message>
  <message>
   <source>鉄筋コンクリート造</source>
   <translation>Reinforced concrete</translation>
  </message>
  <message>
   <source>鉄道</source>
   <translation>Rail</translation>
  </message>
  <message>
   <source>鉄骨造</source>
   <translation>Steel frame</translation>
  </message>
  <message>
   <source>鉄骨鉄筋コンクリート造</source>
   <translation>Steel-reinforced concrete</translation>
  </message>
  <message>
   <source>鉛直</source>
   <translation>upright</translation>
  </message>
  <message>
   <source>鉛直からの傾き</source>
   <translation>Lean from vertical</translation>
  </message>
  <message>
   <source>鋼索鉄道</source>
   <translation>Funicular</translation>
  </message>
  <message>
   <source>鍵 {file} は、ほかの利用者も読める状態のため使いません。</source>
   <translation>Key {file} is not used because others can read it.</translation>
  </message>
  <message>
   <source>鍵 {file} はすでにあります。</source>
   <translation>Key {file} is there already.</translation>
  </message>
  <message>
   <source>鍵 {file} を本人だけが読めるようにできないため、作りません。</source>
   <translation>Key {file} is not made because it cannot be closed to others.</translation>
  </message>
  <message>
   <source>鍵のファイルを確かめてください。</source>
   <translation>Check the file of the key.</translation>
  </message>
  <message>
   <source>長さ</source>
   <translation>Length</translation>
  </message>
  <message>
   <source>長すぎる文字</source>
   <translation>Texts that are too long</translation>
  </message>
  <message>
   <source>長崎・鹿児島の一部</source>
   <translation>Nagasaki and a part of Kagoshima</translation>
  </message>
  <message>
   <source>開いた</source>
   <translation>opened</translation>
  </message>
  <message>
   <source>開始</source>
   <translation>Start</translation>
  </message>
  <message>
   <source>開発面積</source>
   <translation>Development area</translation>
  </message>
  <message>
   <source>開設年</source>
   <translation>Year of opening</translation>
  </message>
  <message>
   <source>間隔</source>
   <translation>Spacing</translation>
  </message>
  <message>
   <source>防火地域</source>
   <translation>Fire prevention zone</translation>
  </message>
  <message>
   <source>防火地域: {storeys} 階、延べ面積 {area} m² → {needed}</source>
   <translation>Fire protection district: {storeys} storeys, {area} m² of floor → {needed}</translation>
  </message>
  <message>
   <source>防火地域・準防火地域</source>
   <translation>Fire prevention and quasi-fire-prevention zones</translation>
  </message>
  <message>
   <source>防火地域・準防火地域による制限はありません</source>
   <translation>no limits by fire protection districts</translation>
  </message>
  <message>
   <source>防衛施設</source>
   <translation>Defence facility</translation>
  </message>
  <message>
   <source>除いた件数: {reason}</source>
   <translation>Left out: {reason}</translation>
  </message>
  <message>
   <source>階</source>
   <translation>floors</translation>
  </message>
  <message>
   <source>階数が分かりません。</source>
   <translation>The number of storeys is unknown.</translation>
  </message>
  <message>
   <source>階数は推定</source>
   <translation>Storeys are estimated</translation>
  </message>
  <message>
   <source>階高 {height} m では階になりません。</source>
   <translation>{height} m is no storey.</translation>
  </message>
  <message>
   <source>階高を 2 m 以上にしてください。</source>
   <translation>Let storeys be 2 m or higher.</translation>
  </message>
  <message>
   <source>隣り合う筆だけを選んでください。</source>
   <translation>Choose only parcels that adjoin.</translation>
  </message>
  <message>
   <source>隣地斜線</source>
   <translation>Adjacent slant</translation>
  </message>
  <message>
   <source>隣地斜線と道路斜線は、敷地の内側に折れた角や道路の端のまわりで曲面になります。計算では、{below} cm 以内で低い平面に置き換えています。</source>
   <translation>Adjacent and road slants are curved around corners that turn inward and around the ends of roads. Planes stand for them that lie at most {below} cm lower.</translation>
  </message>
  <message>
   <source>集会所</source>
   <translation>Meeting hall</translation>
  </message>
  <message>
   <source>集会所が個人の家と思われる自治会 {count} 件は、オープンデータの集会所を空欄にしました。</source>
   <translation>For {count} associations the meeting hall seems to be somebody's home; it was left blank in the open data.</translation>
  </message>
  <message>
   <source>集客施設</source>
   <translation>Public facility</translation>
  </message>
  <message>
   <source>集客施設の備考</source>
   <translation>Remarks on the facility</translation>
  </message>
  <message>
   <source>集客施設の名称</source>
   <translation>Name of the facility</translation>
  </message>
  <message>
   <source>集客施設の延床面積</source>
   <translation>Total floor area of the facility</translation>
  </message>
  <message>
   <source>集客施設の所有者</source>
   <translation>Owner of the facility</translation>
  </message>
  <message>
   <source>集客施設の種類</source>
   <translation>Kind of facility</translation>
  </message>
  <message>
   <source>集客施設の調査年</source>
   <translation>Year of survey of the facility</translation>
  </message>
  <message>
   <source>集計</source>
   <translation>Statistics</translation>
  </message>
  <message>
   <source>集計する</source>
   <translation>Make figures</translation>
  </message>
  <message>
   <source>離れた点をクリックしてください。</source>
   <translation>Click points that lie apart.</translation>
  </message>
  <message>
   <source>離れ（m、左が正）</source>
   <translation>Offset (m, left is positive)</translation>
  </message>
  <message>
   <source>電線</source>
   <translation>Wire conductor</translation>
  </message>
  <message>
   <source>電線の碍子など</source>
   <translation>Wire connector</translation>
  </message>
  <message>
   <source>電話番号</source>
   <translation>Telephone numbers</translation>
  </message>
  <message>
   <source>電話（公開しません）</source>
   <translation>Telephone (never published)</translation>
  </message>
  <message>
   <source>青森・秋田・山形・岩手・宮城</source>
   <translation>Aomori, Akita, Yamagata, Iwate and Miyagi</translation>
  </message>
  <message>
   <source>非木造</source>
   <translation>Not timber</translation>
  </message>
  <message>
   <source>面の位置と座標系、高さの範囲を確かめてください。</source>
   <translation>Check the place of the area, its coordinate system and the range of heights.</translation>
  </message>
  <message>
   <source>面の位置と座標系を確かめてください。</source>
   <translation>Check the place of the area and its coordinate system.</translation>
  </message>
  <message>
   <source>面の傾き</source>
   <translation>Tilt of a face</translation>
  </message>
  <message>
   <source>面や線の入ったファイルか、レイヤの名前と条件を指定してください。</source>
   <translation>Name a file with areas or lines, or a layer and conditions.</translation>
  </message>
  <message>
   <source>面積</source>
   <translation>Area</translation>
  </message>
  <message>
   <source>面積（図上計測）</source>
   <translation>Area (on the map)</translation>
  </message>
  <message>
   <source>項目「{attribute}」では色分けできません。値がすべて未確認です。</source>
   <translation>"{attribute}" cannot colour the layer: all values are not known.</translation>
  </message>
  <message>
   <source>項目の名前か数</source>
   <translation>the name of a column or a number</translation>
  </message>
  <message>
   <source>項目を減らすか、GeoPackage で書き出してください。</source>
   <translation>Take out fields, or write a GeoPackage.</translation>
  </message>
  <message>
   <source>項目を減らすか、区域ごとに集計してください。</source>
   <translation>Take out columns, or aggregate to areas.</translation>
  </message>
  <message>
   <source>飛び地</source>
   <translation>Parts that lie apart</translation>
  </message>
  <message>
   <source>食い違う場所の自治会を決める</source>
   <translation>Decide the association of a place that differs</translation>
  </message>
  <message>
   <source>香川・愛媛・徳島・高知</source>
   <translation>Kagawa, Ehime, Tokushima and Kochi</translation>
  </message>
  <message>
   <source>駅・停留所のまとまり</source>
   <translation>Station</translation>
  </message>
  <message>
   <source>高いノイズ</source>
   <translation>High noise</translation>
  </message>
  <message>
   <source>高い植生</source>
   <translation>High vegetation</translation>
  </message>
  <message>
   <source>高さ</source>
   <translation>Height</translation>
  </message>
  <message>
   <source>高さ {height} m・{storeys} 階の建物は、日影規制の対象ではありません。</source>
   <translation>A building of {height} m and {storeys} storeys is not subject to the shadow rule.</translation>
  </message>
  <message>
   <source>高さ {times:g} 倍</source>
   <translation>Heights × {times:g}</translation>
  </message>
  <message>
   <source>高さの制限なし</source>
   <translation>No limit of height</translation>
  </message>
  <message>
   <source>高さの基準</source>
   <translation>Base of heights</translation>
  </message>
  <message>
   <source>高さの基準…</source>
   <translation>Base of heights…</translation>
  </message>
  <message>
   <source>高さの基準を入力する</source>
   <translation>Enter levels</translation>
  </message>
  <message>
   <source>高さの基準（標高か楕円体高か、2025 年 4 月の標高改定の前か後か）と標定を確かめ、合わせてからもう一度比べてください。</source>
   <translation>Check the heights (above sea level or the ellipsoid, before or after the revision of April 2025) and the registration, align the two, and compare them again.</translation>
  </message>
  <message>
   <source>高さの差が {band:g} m（検出限界）以下の所は数えていません。</source>
   <translation>Differences of up to {band:g} m (level of detection) are not counted.</translation>
  </message>
  <message>
   <source>高さの強調を弱める</source>
   <translation>Exaggerate heights less</translation>
  </message>
  <message>
   <source>高さの照合</source>
   <translation>Height beside its limit</translation>
  </message>
  <message>
   <source>高さの限度を超える長さ</source>
   <translation>Metres over the height limit</translation>
  </message>
  <message>
   <source>高さは書き出していません（平面の図形だけです）。</source>
   <translation>Heights were not written (flat shapes only).</translation>
  </message>
  <message>
   <source>高さを {times:g} 倍で表示する</source>
   <translation>Show heights × {times:g}</translation>
  </message>
  <message>
   <source>高さを実際の比率で表示する</source>
   <translation>Show heights in true proportion</translation>
  </message>
  <message>
   <source>高さを実際の比率に戻す</source>
   <translation>Heights in true proportion</translation>
  </message>
  <message>
   <source>高さを強調する</source>
   <translation>Exaggerate heights</translation>
  </message>
  <message>
   <source>高低差</source>
   <translation>Height difference</translation>
  </message>
  <message>
   <source>高度地区「{name}」の斜線などの内容は資料にないため、最高限度だけを使いました。</source>
   <translation>The source holds no slopes of the height district “{name}”; only its limit was used.</translation>
  </message>
  <message>
   <source>高度地区の内容（斜線など）が規制の一覧にない</source>
   <translation>the table of regulations does not say what the height district holds (slopes)</translation>
  </message>
  <message>
   <source>高度地区（斜線）</source>
   <translation>Height district (slope)</translation>
  </message>
  <message>
   <source>高度地区（最高限度）</source>
   <translation>Height district (highest)</translation>
  </message>
  <message>
   <source>高潮</source>
   <translation>Storm surge</translation>
  </message>
  <message>
   <source>高潮浸水ランク（最大）</source>
   <translation>Storm surge rank (highest)</translation>
  </message>
  <message>
   <source>高潮浸水深（最大）</source>
   <translation>Storm surge depth (greatest)</translation>
  </message>
  <message>
   <source>（{words}）</source>
   <translation>({words})</translation>
  </message>
  <message>
   <source>（どの区域にも入らない建物）</source>
   <translation>(buildings in no area)</translation>
  </message>
  <message>
   <source>（比べられた長さ {compared:.1f} m / {length:.1f} m）</source>
   <translation> ({compared:.1f} m of {length:.1f} m compared)</translation>
  </message>
 </context>
 <context>
  <name>panels</name>
  <message>
   <source> 未満</source>
   <translation> or more are shown</translation>
  </message>
  <message>
   <source>10 m 超</source>
   <translation>Beyond 10 m</translation>
  </message>
  <message>
   <source>2点をクリックすると、勾配が %・度・1:n で出ます。</source>
   <translation>Click two points for the slope in per cent, degrees and 1:n.</translation>
  </message>
  <message>
   <source>2点をクリックすると、斜距離・水平距離・高低差が出ます。</source>
   <translation>Click two points for slope distance, level distance and height difference.</translation>
  </message>
  <message>
   <source>3点をクリックすると、2点目の角の大きさが出ます。</source>
   <translation>Click three points for the angle at the second one.</translation>
  </message>
  <message>
   <source>5〜10 m</source>
   <translation>5 to 10 m</translation>
  </message>
  <message>
   <source>8区分</source>
   <translation>8 classes</translation>
  </message>
  <message>
   <source>BackSpace で1点戻り、Esc でやめます。</source>
   <translation>Backspace takes a point back, Esc stops.</translation>
  </message>
  <message>
   <source>CSV に書き出す</source>
   <translation>Write as CSV</translation>
  </message>
  <message>
   <source>DSM…</source>
   <translation>DSM…</translation>
  </message>
  <message>
   <source>DTM…</source>
   <translation>DTM…</translation>
  </message>
  <message>
   <source>Shift を押しながらとなりの筆をクリックすると、合わせた敷地になります。</source>
   <translation>Shift and a click on the next parcel join both into one lot.</translation>
  </message>
  <message>
   <source>USB などで渡し、ダブルクリックで開く</source>
   <translation>USB stick, opened by double click</translation>
  </message>
  <message>
   <source>zip に公開サイトも入れる</source>
   <translation>Put the public site into the zip too</translation>
  </message>
  <message>
   <source>{all} 列のうち {count} 列を公開</source>
   <translation>{count} of {all} columns published</translation>
  </message>
  <message>
   <source>{all} 項目のうち {filled} 項目が埋まります（緯度・経度は形から）。</source>
   <translation>{filled} of {all} columns are filled (latitude and longitude come from the shapes).</translation>
  </message>
  <message>
   <source>{band}: 最長 {hours} 時間（限度 {limit} 時間）</source>
   <translation>{band}: {hours} hours at most (limit {limit} hours)</translation>
  </message>
  <message>
   <source>{begin} から {end} まで</source>
   <translation>{begin} to {end}</translation>
  </message>
  <message>
   <source>{begin}〜</source>
   <translation>from {begin}</translation>
  </message>
  <message>
   <source>{begin}〜{end}</source>
   <translation>{begin} to {end}</translation>
  </message>
  <message>
   <source>{count} か所</source>
   <translation>{count}</translation>
  </message>
  <message>
   <source>{count} 人を記入しました。台帳にない自治会の行: {lost}</source>
   <translation>{count} people were entered. Rows of associations that the ledger does not hold: {lost}</translation>
  </message>
  <message>
   <source>{count} 件</source>
   <translation>{count}</translation>
  </message>
  <message>
   <source>{count} 件のうち {moved} 件の形が変わります。</source>
   <translation>The shapes of {moved} of {count} features change.</translation>
  </message>
  <message>
   <source>{count} 件の報告をまとめたものです: {sources}</source>
   <translation>{count} reports put together: {sources}</translation>
  </message>
  <message>
   <source>{count} 件を {groups} 区分に分けました</source>
   <translation>{count} features in {groups} groups</translation>
  </message>
  <message>
   <source>{count} 件を元の形のまま公開します。</source>
   <translation>{count} features are published with their shapes as they are.</translation>
  </message>
  <message>
   <source>{count} 件を公開</source>
   <translation>{count} features</translation>
  </message>
  <message>
   <source>{count} 区域</source>
   <translation>{count} areas</translation>
  </message>
  <message>
   <source>{count} 区間に入り込み</source>
   <translation>Intrusions in {count} stretches</translation>
  </message>
  <message>
   <source>{count} 棟（{share} %）</source>
   <translation>{count} buildings ({share} %)</translation>
  </message>
  <message>
   <source>{count} 棟（うち住宅 {homes}）</source>
   <translation>{count} (of which {homes} dwellings)</translation>
  </message>
  <message>
   <source>{count} 点</source>
   <translation>{count} points</translation>
  </message>
  <message>
   <source>{count} 版目　{day}　{department}</source>
   <translation>version {count}, {day}, {department}</translation>
  </message>
  <message>
   <source>{count} 自治会</source>
   <translation>{count} associations</translation>
  </message>
  <message>
   <source>{count} 自治会を台帳に入れました。</source>
   <translation>{count} associations are in the ledger now. </translation>
  </message>
  <message>
   <source>{count} 階</source>
   <translation>{count} storeys</translation>
  </message>
  <message>
   <source>{date} 時点</source>
   <translation>as of {date}</translation>
  </message>
  <message>
   <source>{days} 日前</source>
   <translation>{days} days ago</translation>
  </message>
  <message>
   <source>{day}　{department}　{count} 件　{note}</source>
   <translation>{day}  {department}  {count} features  {note}</translation>
  </message>
  <message>
   <source>{day}　{kind}</source>
   <translation>{day}  {kind}</translation>
  </message>
  <message>
   <source>{day}から</source>
   <translation>From {day}</translation>
  </message>
  <message>
   <source>{day}時点</source>
   <translation>As of {day}</translation>
  </message>
  <message>
   <source>{department}が {day} に承認したあとで変わりました。</source>
   <translation>Changed since {department} approved it on {day}.</translation>
  </message>
  <message>
   <source>{department}が {day} に承認しました。公開できます。</source>
   <translation>Approved by {department} on {day}. It can be published.</translation>
  </message>
  <message>
   <source>{files} ファイル、{size}　{path}</source>
   <translation>{files} files, {size}  {path}</translation>
  </message>
  <message>
   <source>{file} の {row} 行目</source>
   <translation>Row {row} of {file}</translation>
  </message>
  <message>
   <source>{file}　撮影の向き {degrees}°（{north}から）</source>
   <translation>{file}, looking to {degrees}° (from {north})</translation>
  </message>
  <message>
   <source>{file}（ファイルが見つからないか、別の写真に変わっています）</source>
   <translation>{file} (the file is gone or has become another photo)</translation>
  </message>
  <message>
   <source>{homes} 世帯のうち {members} 世帯が加入（{rate} %）</source>
   <translation>{members} of {homes} households are members ({rate} %)</translation>
  </message>
  <message>
   <source>{hours} 時間前</source>
   <translation>{hours} hours ago</translation>
  </message>
  <message>
   <source>{kind} {volume} ±{unsure} m³（{area} m²、最大 {largest} m）</source>
   <translation>{kind} {volume} ±{unsure} m³ ({area} m², largest {largest} m)</translation>
  </message>
  <message>
   <source>{label}（{words}）</source>
   <translation>{label} ({words})</translation>
  </message>
  <message>
   <source>{low}〜{high}</source>
   <translation>{low}–{high}</translation>
  </message>
  <message>
   <source>{metres} m 離れた所</source>
   <translation>{metres} m apart</translation>
  </message>
  <message>
   <source>{minutes} 分の差</source>
   <translation>{minutes} minutes apart</translation>
  </message>
  <message>
   <source>{minutes} 分前</source>
   <translation>{minutes} minutes ago</translation>
  </message>
  <message>
   <source>{names}を確かめてください。数は数字で、日は 令和8年4月1日 のように書きます。</source>
   <translation>Please check: {names}. Counts are written in figures, days as 2026-04-01.</translation>
  </message>
  <message>
   <source>{name} は、公開したときから変わっています。</source>
   <translation>{name} has changed since it was published.</translation>
  </message>
  <message>
   <source>{name} は、公開したときのままです（{files} ファイルを照合しました）。</source>
   <translation>{name} is as it was published ({files} files compared).</translation>
  </message>
  <message>
   <source>{name} は、控えとは別の公開です。</source>
   <translation>{name} is another publication than that of the receipt.</translation>
  </message>
  <message>
   <source>{name} ほか {count} 種</source>
   <translation>{name} and {count} more</translation>
  </message>
  <message>
   <source>{name}: {count} 点、軸から左へ {beside} m、{kind}</source>
   <translation>{name}: {count} points, {beside} m to the left of the axis, {kind}</translation>
  </message>
  <message>
   <source>{name}_配置.tif</source>
   <translation>{name}_placed.tif</translation>
  </message>
  <message>
   <source>{name}　{size} m²（{change} m²）</source>
   <translation>{name}  {size} m² ({change} m²)</translation>
  </message>
  <message>
   <source>{name}　なくなる</source>
   <translation>{name}  ends</translation>
  </message>
  <message>
   <source>{name}　全件未確認</source>
   <translation>{name}　none known</translation>
  </message>
  <message>
   <source>{name}　幅員 {width}</source>
   <translation>{name}, {width} wide</translation>
  </message>
  <message>
   <source>{name}　幅員 未確認</source>
   <translation>{name}, width not known</translation>
  </message>
  <message>
   <source>{name}　新しい区域　{size} m²</source>
   <translation>{name}  new area  {size} m²</translation>
  </message>
  <message>
   <source>{name}の{measure}</source>
   <translation>{measure} of {name}</translation>
  </message>
  <message>
   <source>{name}（{code}）</source>
   <translation>{name} ({code})</translation>
  </message>
  <message>
   <source>{name}（{unit}）</source>
   <translation>{name} ({unit})</translation>
  </message>
  <message>
   <source>{name}（対応点 {count} 点）</source>
   <translation>{name} ({count} control points)</translation>
  </message>
  <message>
   <source>{number}　{dwellings} 戸　{buildings} 棟　{area} m²</source>
   <translation>{number}  {dwellings} dwellings  {buildings} buildings  {area} m²</translation>
  </message>
  <message>
   <source>{number}　{what}　長さ {length}</source>
   <translation>{number}  {what}, {length} long</translation>
  </message>
  <message>
   <source>{number}番: 同じ場所を地図でクリック</source>
   <translation>No. {number}: click the same spot on the map</translation>
  </message>
  <message>
   <source>{number}番: 同じ場所を画像でクリック</source>
   <translation>No. {number}: click the same spot on the picture</translation>
  </message>
  <message>
   <source>{number}番: 画像で目印をクリック</source>
   <translation>No. {number}: click a landmark on the picture</translation>
  </message>
  <message>
   <source>{origin}（{file}）</source>
   <translation>{origin} ({file})</translation>
  </message>
  <message>
   <source>{severity} {count}</source>
   <translation>{severity} {count}</translation>
  </message>
  <message>
   <source>{severity}　{words}</source>
   <translation>{severity}　{words}</translation>
  </message>
  <message>
   <source>{shown} 件（全部で {total} 件）</source>
   <translation>{shown} (of {total})</translation>
  </message>
  <message>
   <source>{shown} 件（全部で {total} 自治会）</source>
   <translation>{shown} of {total} associations</translation>
  </message>
  <message>
   <source>{size} m²</source>
   <translation>{size} m²</translation>
  </message>
  <message>
   <source>{size} 倍</source>
   <translation>× {size}</translation>
  </message>
  <message>
   <source>{text}（{ways}）。</source>
   <translation>{text} ({ways}). </translation>
  </message>
  <message>
   <source>{title}（{count} 件）</source>
   <translation>{title} ({count})</translation>
  </message>
  <message>
   <source>{title}（{count}）</source>
   <translation>{title} ({count})</translation>
  </message>
  <message>
   <source>{total} 件</source>
   <translation>{total} features</translation>
  </message>
  <message>
   <source>{total} 件のうち {met} 件</source>
   <translation>{met} of {total} features</translation>
  </message>
  <message>
   <source>{total} 件のうち {shown} 件</source>
   <translation>{shown} of {total} features</translation>
  </message>
  <message>
   <source>{value}（{code}）</source>
   <translation>{value} ({code})</translation>
  </message>
  <message>
   <source>{version} だけの境界</source>
   <translation>Boundary of {version} only</translation>
  </message>
  <message>
   <source>{words}　ほか {count} か所</source>
   <translation>{words}　and {count} more places</translation>
  </message>
  <message>
   <source>　</source>
   <translation>　</translation>
  </message>
  <message>
   <source>　{chosen} 件を選択中</source>
   <translation>　{chosen} selected</translation>
  </message>
  <message>
   <source>　壊れていて読めないもの {count} 件</source>
   <translation>　{count} damaged</translation>
  </message>
  <message>
   <source>　未確認 {count} 件</source>
   <translation>　{count} not known</translation>
  </message>
  <message>
   <source>、</source>
   <translation>, </translation>
  </message>
  <message>
   <source>。承認するまで、庁外には何も出ません。</source>
   <translation>. Nothing leaves the office before it is approved.</translation>
  </message>
  <message>
   <source>。未確認の {count} 自治会を除く</source>
   <translation>, without {count} associations that are not known</translation>
  </message>
  <message>
   <source>「{layer}」から写す</source>
   <translation>Copy from “{layer}”</translation>
  </message>
  <message>
   <source>「{name}」の区域ごと</source>
   <translation>By the areas of “{name}”</translation>
  </message>
  <message>
   <source>「{name}」を地図に置きました（{said}）。上の「新しい区域」で写し取れます。</source>
   <translation>“{name}” was laid on the map ({said}). Trace it with “New area” above.</translation>
  </message>
  <message>
   <source>「{text}」は見つかりません。建物のID・名称・用途・住所、座標で探せます。</source>
   <translation>"{text}" was not found. Buildings can be found by ID, name, use and address; places by coordinates.</translation>
  </message>
  <message>
   <source>「{title}」の {count} 件のうち、はじめの {shown} 件。利用者に見えるとおりです。</source>
   <translation>The first {shown} of {count} features of “{title}”, as users will see them.</translation>
  </message>
  <message>
   <source>「人や世帯の数」とした列で、1 からこの数より小さい値は空欄になります。</source>
   <translation>In columns marked as counts of people or households, values from 1 to below this number are left blank.</translation>
  </message>
  <message>
   <source>「公開する列」で、公開名を項目名にすると埋まります。</source>
   <translation>They are filled once a public name under “Published columns” is that of the column.</translation>
  </message>
  <message>
   <source>「公開できない」とあるものを直すと、承認できます。</source>
   <translation>It can be approved once everything marked “Blocked” has been put right.</translation>
  </message>
  <message>
   <source>「公開可」をすべて選ぶ</source>
   <translation>Choose all that may go out</translation>
  </message>
  <message>
   <source>「審査」の画面で、公開する内容をまとめると、ここに表示されます。</source>
   <translation>What is published is shown here once it has been put together under “Review”.</translation>
  </message>
  <message>
   <source>「町」の付くか付かないかだけが違います</source>
   <translation>Only “machi” (town) is there or not</translation>
  </message>
  <message>
   <source>「要確認」の残り {count} 件に印を付けると、承認できます。</source>
   <translation>It can be approved once the remaining {count} warnings are ticked.</translation>
  </message>
  <message>
   <source>「計測」の「経路」で道路の中心線を引くと、それを軸にして調べられます。</source>
   <translation>Draw the centre line of a road with “Path” of “Measure”; it is then the axis.</translation>
  </message>
  <message>
   <source>「計測」の面積で範囲を囲むと、その土量を求められます。</source>
   <translation>Enclose an area with the measuring tool to get its volume.</translation>
  </message>
  <message>
   <source>あと</source>
   <translation>After</translation>
  </message>
  <message>
   <source>あとの想定</source>
   <translation>Second scenario</translation>
  </message>
  <message>
   <source>あとの想定（右）</source>
   <translation>Second scenario (right)</translation>
  </message>
  <message>
   <source>いま</source>
   <translation>Now</translation>
  </message>
  <message>
   <source>いまはこの場所にありません。</source>
   <translation>It is not at this place any more.</translation>
  </message>
  <message>
   <source>うちはどの自治会？</source>
   <translation>Which association is ours?</translation>
  </message>
  <message>
   <source>うち絞り込み {count} 件</source>
   <translation>{count} shown</translation>
  </message>
  <message>
   <source>お問い合わせ先</source>
   <translation>Contact</translation>
  </message>
  <message>
   <source>から…まで</source>
   <translation>from … to</translation>
  </message>
  <message>
   <source>がけ・川・線路</source>
   <translation>Cliff, river or railway</translation>
  </message>
  <message>
   <source>ここに敷地の規制と建てられる範囲が出ます。
はじめに地図のデータを開いてください。</source>
   <translation>Regulations of a lot and what may be built on it appear here.
Open map data first.</translation>
  </message>
  <message>
   <source>ここに浸水の深さと安全な階が出ます。
はじめに建物と災害の想定のデータを開いてください。</source>
   <translation>Depths and safe floors appear here.
First open buildings and data of hazards.</translation>
  </message>
  <message>
   <source>ここへ移る</source>
   <translation>Go there</translation>
  </message>
  <message>
   <source>この PC の鍵で署名します。受け取る側が、送り元を確かめられます。</source>
   <translation>Signed with the key of this PC, so that receivers can tell who sent it.</translation>
  </message>
  <message>
   <source>このまとまりを消す</source>
   <translation>Remove this group</translation>
  </message>
  <message>
   <source>このセルをコピーする</source>
   <translation>Copy this cell</translation>
  </message>
  <message>
   <source>このレイヤには 1 件もありません。</source>
   <translation>This layer has no features.</translation>
  </message>
  <message>
   <source>このレイヤのものが選ばれていません。地図か表で選んでください。</source>
   <translation>Nothing of this layer is selected. Select in the map or the table.</translation>
  </message>
  <message>
   <source>この人の情報を、以前の版も含めてファイルから消します。元に戻せません。</source>
   <translation>Takes everything about this person out of the file, older versions too. It cannot be undone.</translation>
  </message>
  <message>
   <source>この内容で公開を承認する</source>
   <translation>Approve publication as it is</translation>
  </message>
  <message>
   <source>この区域から台帳を作る</source>
   <translation>Make the ledger from this map</translation>
  </message>
  <message>
   <source>この報告を消す</source>
   <translation>Remove this report</translation>
  </message>
  <message>
   <source>この場所に届いている規制の資料がありません。</source>
   <translation>No source of regulations reaches this place.</translation>
  </message>
  <message>
   <source>この場所のご案内</source>
   <translation>Offers for this place</translation>
  </message>
  <message>
   <source>この場所の自治会</source>
   <translation>Association of this place</translation>
  </message>
  <message>
   <source>この場所の規制を調べています…</source>
   <translation>Looking up the regulations of this place…</translation>
  </message>
  <message>
   <source>この家の1枚を作る</source>
   <translation>Make the sheet of this house</translation>
  </message>
  <message>
   <source>この想定に対応する避難先が、一覧にありません。</source>
   <translation>The list has no shelter for these hazards.</translation>
  </message>
  <message>
   <source>この日から変わる</source>
   <translation>Changes on</translation>
  </message>
  <message>
   <source>この日から変わる（前の内容も残す）</source>
   <translation>Changes from this day on</translation>
  </message>
  <message>
   <source>この条件に名前を付けて残す…</source>
   <translation>Keep these conditions under a name…</translation>
  </message>
  <message>
   <source>この条件を消す</source>
   <translation>Remove this condition</translation>
  </message>
  <message>
   <source>この点を除いた残りの点だけで置いたときの、この点のずれ</source>
   <translation>By how much this point is off when only the others place the picture</translation>
  </message>
  <message>
   <source>この表の区域（町丁目など）のレイヤを選ぶと、人口を推計します。</source>
   <translation>Choose the layer with the areas of this table (city blocks) to estimate people.</translation>
  </message>
  <message>
   <source>この表を書き出す</source>
   <translation>Write this table</translation>
  </message>
  <message>
   <source>この重さのものを出す・隠す</source>
   <translation>Show or hide those of this severity</translation>
  </message>
  <message>
   <source>これまでの公開</source>
   <translation>Past publications</translation>
  </message>
  <message>
   <source>これまでの区域（{count}）</source>
   <translation>The area through time ({count})</translation>
  </message>
  <message>
   <source>これまでの承認</source>
   <translation>Past approvals</translation>
  </message>
  <message>
   <source>ごみ集積所</source>
   <translation>Waste stations</translation>
  </message>
  <message>
   <source>ご案内（PDF）…</source>
   <translation>Notice (PDF)…</translation>
  </message>
  <message>
   <source>しない</source>
   <translation>No</translation>
  </message>
  <message>
   <source>すき間・重なり・形のくずれ・番号や名前の抜け・未組織の地区を調べます。</source>
   <translation>Looks for gaps, overlaps, broken shapes, missing numbers and names, and districts without an association.</translation>
  </message>
  <message>
   <source>すべて</source>
   <translation>All</translation>
  </message>
  <message>
   <source>すべての列を見る</source>
   <translation>Show all columns</translation>
  </message>
  <message>
   <source>すべての建物の答え</source>
   <translation>Answers for all buildings</translation>
  </message>
  <message>
   <source>すべての施設</source>
   <translation>All facilities</translation>
  </message>
  <message>
   <source>すべての条件を満たす</source>
   <translation>All conditions hold</translation>
  </message>
  <message>
   <source>すべての点が同じ分類です。</source>
   <translation>All points have the same class.</translation>
  </message>
  <message>
   <source>すべての点を数える</source>
   <translation>Count all points</translation>
  </message>
  <message>
   <source>すべての状態</source>
   <translation>All states</translation>
  </message>
  <message>
   <source>すべての種別</source>
   <translation>All kinds</translation>
  </message>
  <message>
   <source>すべての道路の辺</source>
   <translation>All road edges</translation>
  </message>
  <message>
   <source>すべての部署</source>
   <translation>All departments</translation>
  </message>
  <message>
   <source>すべて出す</source>
   <translation>Show all</translation>
  </message>
  <message>
   <source>すべて取り消す</source>
   <translation>Drop all</translation>
  </message>
  <message>
   <source>すべて同じと認める</source>
   <translation>All are the same</translation>
  </message>
  <message>
   <source>すべて外す</source>
   <translation>Clear all</translation>
  </message>
  <message>
   <source>すべて隠す</source>
   <translation>Hide all</translation>
  </message>
  <message>
   <source>そのほか</source>
   <translation>Others</translation>
  </message>
  <message>
   <source>そのほかの種類</source>
   <translation>Other kinds</translation>
  </message>
  <message>
   <source>そろえる・簡単にすると、1軒ごとの正確な位置や敷地の形は分からなくなります。</source>
   <translation>With either of these, the exact place of a house or the shape of its lot can no longer be told.</translation>
  </message>
  <message>
   <source>で始まる</source>
   <translation>begins with</translation>
  </message>
  <message>
   <source>どの形式にも、選んだ列とぼかした形だけが入ります。</source>
   <translation>Every format holds only the chosen columns and the generalised shapes.</translation>
  </message>
  <message>
   <source>どの自治会でもない</source>
   <translation>No association</translation>
  </message>
  <message>
   <source>どの自治会でもない（未組織）</source>
   <translation>No association (unorganised)</translation>
  </message>
  <message>
   <source>どの自治会にも入らない建物 {none} 棟（住宅 {homes}）、2つの自治会に入る建物 {two} 棟</source>
   <translation>{none} buildings in no association ({homes} dwellings), {two} in two</translation>
  </message>
  <message>
   <source>どれかの条件を満たす</source>
   <translation>Any condition holds</translation>
  </message>
  <message>
   <source>なし</source>
   <translation>None</translation>
  </message>
  <message>
   <source>なし（今も有効）</source>
   <translation>None (still valid)</translation>
  </message>
  <message>
   <source>なし（市の外は調べません）</source>
   <translation>None (outside not checked)</translation>
  </message>
  <message>
   <source>なし（未確認）</source>
   <translation>None (unknown)</translation>
  </message>
  <message>
   <source>はじめての公開です。比べる前回はありません。</source>
   <translation>This is the first publication; there is none to compare with.</translation>
  </message>
  <message>
   <source>はじめの値は要領の引用です。平均値と小段は未確認のため、変えるまで合格・不合格を決めません。</source>
   <translation>The values are quoted of the guideline. Means and berms are not confirmed: until you change them, nothing passes or fails by them.</translation>
  </message>
  <message>
   <source>はじめの区域</source>
   <translation>First area</translation>
  </message>
  <message>
   <source>はじめの日は未確認〜</source>
   <translation>start not confirmed</translation>
  </message>
  <message>
   <source>はじめの日は未確認〜{end}</source>
   <translation>start not confirmed, until {end}</translation>
  </message>
  <message>
   <source>ふりがな</source>
   <translation>Reading</translation>
  </message>
  <message>
   <source>ほか {count} 件</source>
   <translation>{count} more</translation>
  </message>
  <message>
   <source>ほか {count} 件は「気づいた点」に載せます。</source>
   <translation>{count} more will stand in the list of findings.</translation>
  </message>
  <message>
   <source>ほか{count}</source>
   <translation> and {count} more</translation>
  </message>
  <message>
   <source>ほかに {count} 件あります。絞り込むか、属性の表をお使いください。</source>
   <translation>{count} more. Narrow down, or use the attribute table.</translation>
  </message>
  <message>
   <source>ほかに {count} 組</source>
   <translation>{count} more pairs</translation>
  </message>
  <message>
   <source>ほかに写真 {count} 枚</source>
   <translation>{count} more photos</translation>
  </message>
  <message>
   <source>ほかの {count} か所</source>
   <translation>{count} more</translation>
  </message>
  <message>
   <source>ほかの点から m</source>
   <translation>By others m</translation>
  </message>
  <message>
   <source>ほかの項目に列を当てる</source>
   <translation>Give columns to other fields</translation>
  </message>
  <message>
   <source>まえ</source>
   <translation>Before</translation>
  </message>
  <message>
   <source>まえの区分</source>
   <translation>Class before</translation>
  </message>
  <message>
   <source>まえの想定</source>
   <translation>First scenario</translation>
  </message>
  <message>
   <source>まえの想定（左）</source>
   <translation>First scenario (left)</translation>
  </message>
  <message>
   <source>まだ入っていないものが {count} 件あります。</source>
   <translation>Not entered yet: {count}</translation>
  </message>
  <message>
   <source>まだ入っていないものを入れると、承認できます。</source>
   <translation>It can be approved once what is lacking has been entered.</translation>
  </message>
  <message>
   <source>まだ報告がありません。「新しい報告」を押して地図をクリックするか、各課の一覧や写真を取り込んでください。</source>
   <translation>There are no reports yet. Press “New report” and click the map, or take in lists and photos of departments.</translation>
  </message>
  <message>
   <source>まだ記録していない変更</source>
   <translation>Changes not yet recorded</translation>
  </message>
  <message>
   <source>まだ選ばれていません</source>
   <translation>None chosen yet</translation>
  </message>
  <message>
   <source>まとまりを加える</source>
   <translation>Add a group</translation>
  </message>
  <message>
   <source>まとめる</source>
   <translation>Put together</translation>
  </message>
  <message>
   <source>まとめる前に分ける</source>
   <translation>Take apart</translation>
  </message>
  <message>
   <source>もう一度読み込む</source>
   <translation>Read again</translation>
  </message>
  <message>
   <source>やめる</source>
   <translation>Cancel</translation>
  </message>
  <message>
   <source>より大きい</source>
   <translation>more than</translation>
  </message>
  <message>
   <source>クリックした点</source>
   <translation>Points clicked</translation>
  </message>
  <message>
   <source>クリックした点からの半径</source>
   <translation>Radius around the clicked point</translation>
  </message>
  <message>
   <source>クリックで勾配を測る点を置き、右クリックで消します。</source>
   <translation>Click to place the points of a slope, right-click to clear.</translation>
  </message>
  <message>
   <source>クリックの間を道路や筆界に沿って引く</source>
   <translation>Follow roads and parcels between clicks</translation>
  </message>
  <message>
   <source>グラフ</source>
   <translation>Chart</translation>
  </message>
  <message>
   <source>グラフに出す値</source>
   <translation>Figure in the chart</translation>
  </message>
  <message>
   <source>グラフを画像にする</source>
   <translation>Save the chart as a picture</translation>
  </message>
  <message>
   <source>コピーする</source>
   <translation>Copy</translation>
  </message>
  <message>
   <source>コード</source>
   <translation>Code</translation>
  </message>
  <message>
   <source>コード {code}</source>
   <translation>Code {code}</translation>
  </message>
  <message>
   <source>サイトの使い方</source>
   <translation>How the site is used</translation>
  </message>
  <message>
   <source>スキャンした地図</source>
   <translation>Scanned maps</translation>
  </message>
  <message>
   <source>スキャンした地図 ({patterns})</source>
   <translation>Scanned maps ({patterns})</translation>
  </message>
  <message>
   <source>スキャンした地図 {name}</source>
   <translation>Scanned map {name}</translation>
  </message>
  <message>
   <source>スキャンした地図を置く…</source>
   <translation>Place a scanned map…</translation>
  </message>
  <message>
   <source>スキャンした地図を選ぶ</source>
   <translation>Choose a scanned map</translation>
  </message>
  <message>
   <source>データが開いているレイヤを選ぶと、絞り込めます。</source>
   <translation>Choose a layer whose data are open to filter it.</translation>
  </message>
  <message>
   <source>データの場所</source>
   <translation>Place of the data</translation>
  </message>
  <message>
   <source>データの日付</source>
   <translation>Date of the data</translation>
  </message>
  <message>
   <source>データの範囲 {words}</source>
   <translation>Values from {words}</translation>
  </message>
  <message>
   <source>データの説明</source>
   <translation>About the data</translation>
  </message>
  <message>
   <source>データを開く…</source>
   <translation>Open data…</translation>
  </message>
  <message>
   <source>データベースは、読み直すまで変わったかどうか分かりません。</source>
   <translation>Whether a database changed is not known before it is read again.</translation>
  </message>
  <message>
   <source>ドローンや測量の点群（LAS・LAZ・COPC）をこの窓にドラッグするか、下のボタンで選んでください。</source>
   <translation>Drag a point cloud from a drone or a survey (LAS, LAZ, COPC) into this window, or choose one with the button below.</translation>
  </message>
  <message>
   <source>ファイルに書かれた点数と同じです</source>
   <translation>As many as the file states</translation>
  </message>
  <message>
   <source>ファイルに書かれた点数は {stated} 点です。{missing} 点が読めませんでした。</source>
   <translation>The file states {stated} points. {missing} of them could not be read.</translation>
  </message>
  <message>
   <source>ファイルの座標系</source>
   <translation>System of the file</translation>
  </message>
  <message>
   <source>フォルダごと開く…</source>
   <translation>Open a folder…</translation>
  </message>
  <message>
   <source>フォルダを開く</source>
   <translation>Open the folder</translation>
  </message>
  <message>
   <source>プレビューを開く</source>
   <translation>Open preview</translation>
  </message>
  <message>
   <source>メモ</source>
   <translation>Note</translation>
  </message>
  <message>
   <source>メモを加える</source>
   <translation>Add a note</translation>
  </message>
  <message>
   <source>メール</source>
   <translation>Mail</translation>
  </message>
  <message>
   <source>レイヤ</source>
   <translation>Layer</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」　{file}</source>
   <translation>Layer “{layer}”  {file}</translation>
  </message>
  <message>
   <source>レイヤごとに公開する列と表示名を決め、個人情報がないことを確かめ、承認してから、市のホームページに置ける地図とオープンデータを作ります。</source>
   <translation>Decide for each layer which columns the public sees and under which names, make sure that nothing personal is in them, have it approved, and make the map for the city’s web site and the open data.</translation>
  </message>
  <message>
   <source>レイヤと公開の状態</source>
   <translation>Layers and their state of publication</translation>
  </message>
  <message>
   <source>レイヤを書き出す</source>
   <translation>Write layer to a file</translation>
  </message>
  <message>
   <source>レイヤを見る</source>
   <translation>Show the layer</translation>
  </message>
  <message>
   <source>レイヤを選ぶと、その属性の表が出ます。</source>
   <translation>Choose a layer to see its attribute table.</translation>
  </message>
  <message>
   <source>・</source>
   <translation> · </translation>
  </message>
  <message>
   <source>・{text}</source>
   <translation>• {text}</translation>
  </message>
  <message>
   <source>一つ戻す</source>
   <translation>Take back one</translation>
  </message>
  <message>
   <source>一定の標高まで水を張る</source>
   <translation>Fill with water up to one height</translation>
  </message>
  <message>
   <source>一色で塗る</source>
   <translation>One colour</translation>
  </message>
  <message>
   <source>一覧</source>
   <translation>Layers</translation>
  </message>
  <message>
   <source>一覧 {count} 件のうち {joined} 件が区域と結び付きました</source>
   <translation>{joined} of {count} lines of the list found their area</translation>
  </message>
  <message>
   <source>一覧: {name}</source>
   <translation>List: {name}</translation>
  </message>
  <message>
   <source>一覧にない区域 {count} 件。</source>
   <translation>{count} areas are not in the list. </translation>
  </message>
  <message>
   <source>一覧の座標</source>
   <translation>coordinates of the list</translation>
  </message>
  <message>
   <source>一覧・写真を取り込む</source>
   <translation>Take in lists, photos</translation>
  </message>
  <message>
   <source>一覧（世帯数など）</source>
   <translation>List (households and more)</translation>
  </message>
  <message>
   <source>上の値</source>
   <translation>Upper value</translation>
  </message>
  <message>
   <source>上の角を落とす幅</source>
   <translation>Cut of the upper corners</translation>
  </message>
  <message>
   <source>上端の標高</source>
   <translation>Height of the top</translation>
  </message>
  <message>
   <source>下端の標高</source>
   <translation>Height of the bottom</translation>
  </message>
  <message>
   <source>不確かさ（95 %）</source>
   <translation>Uncertainty (95 %)</translation>
  </message>
  <message>
   <source>不足</source>
   <translation>Too short</translation>
  </message>
  <message>
   <source>世帯 {homes}、加入 {members}</source>
   <translation>Households {homes}, members {members}</translation>
  </message>
  <message>
   <source>世帯数の時点</source>
   <translation>Day of the households</translation>
  </message>
  <message>
   <source>両方に点がある割合</source>
   <translation>Covered by both</translation>
  </message>
  <message>
   <source>両方を作る</source>
   <translation>Make both</translation>
  </message>
  <message>
   <source>中心 X（北）</source>
   <translation>Middle X (north)</translation>
  </message>
  <message>
   <source>中心 Y（東）</source>
   <translation>Middle Y (east)</translation>
  </message>
  <message>
   <source>中心の{name}</source>
   <translation>{name} of the centre</translation>
  </message>
  <message>
   <source>交差点や建物の角のように、画像と地図の両方で分かる場所を選びます。図の四隅に近い 4 点から始め、6 点ほどあると精度を確かめられます。</source>
   <translation>Choose spots that can be told on both, such as crossings and corners of buildings. Begin with four near the corners; with about six the accuracy can be seen.</translation>
  </message>
  <message>
   <source>人</source>
   <translation>People</translation>
  </message>
  <message>
   <source>人口</source>
   <translation>People</translation>
  </message>
  <message>
   <source>人口の推計には、台帳の「数える資料」で人口・世帯の資料を選びます。</source>
   <translation>To estimate people, choose who states them under “What is counted” of the ledger.</translation>
  </message>
  <message>
   <source>人口は、住宅の延床面積の割合で建物に割り振って推計します。</source>
   <translation>People are estimated: shared out to buildings by residential floor area.</translation>
  </message>
  <message>
   <source>人口・世帯</source>
   <translation>People</translation>
  </message>
  <message>
   <source>今の台帳にないものだけを加える</source>
   <translation>Add only what the ledger lacks</translation>
  </message>
  <message>
   <source>今の台帳を直す（訂正）</source>
   <translation>Correct the ledger as it is</translation>
  </message>
  <message>
   <source>以上</source>
   <translation>at least</translation>
  </message>
  <message>
   <source>以下</source>
   <translation>at most</translation>
  </message>
  <message>
   <source>件数</source>
   <translation>Count</translation>
  </message>
  <message>
   <source>件数だけ</source>
   <translation>Counts only</translation>
  </message>
  <message>
   <source>件数をそろえる</source>
   <translation>Equal counts</translation>
  </message>
  <message>
   <source>会の呼び方（自治会・町内会など）だけが違います</source>
   <translation>Only what the body is called differs (jichikai, chonaikai and so on)</translation>
  </message>
  <message>
   <source>会長・役員（個人情報）</source>
   <translation>Officers (personal information)</translation>
  </message>
  <message>
   <source>位置</source>
   <translation>Place</translation>
  </message>
  <message>
   <source>位置と数のぼかし</source>
   <translation>Places and counts, generalised</translation>
  </message>
  <message>
   <source>位置合わせの標準偏差</source>
   <translation>Accuracy of registration</translation>
  </message>
  <message>
   <source>位置合わせの残差 {before} → {after} m、回転 {turn}°</source>
   <translation>Residual of the alignment {before} → {after} m, turned {turn}°</translation>
  </message>
  <message>
   <source>位置合わせの精度</source>
   <translation>Accuracy of registration</translation>
  </message>
  <message>
   <source>位置合わせを残す</source>
   <translation>Keep the alignment</translation>
  </message>
  <message>
   <source>住戸</source>
   <translation>Dwellings</translation>
  </message>
  <message>
   <source>住所</source>
   <translation>Address</translation>
  </message>
  <message>
   <source>住所から</source>
   <translation>from the address</translation>
  </message>
  <message>
   <source>住所・建物・自治会の名前</source>
   <translation>Address, building or association</translation>
  </message>
  <message>
   <source>住所・目印</source>
   <translation>Address or landmark</translation>
  </message>
  <message>
   <source>何もしなければ、どのレイヤも庁外には出ません。公開したいレイヤを下から選び、「公開の設定を始める」を押してください。</source>
   <translation>No layer leaves the office by itself. Choose the layer that you want to publish below and press “Begin publication settings”.</translation>
  </message>
  <message>
   <source>何もしなければ、何も公開されません。まず、公開するデータを開いてください。</source>
   <translation>Nothing is published by itself. Open the data that you want to publish first.</translation>
  </message>
  <message>
   <source>例: {values}</source>
   <translation>e.g. {values}</translation>
  </message>
  <message>
   <source>例: 令和8年4月1日</source>
   <translation>e.g. 2026-04-01</translation>
  </message>
  <message>
   <source>例: 住民基本台帳</source>
   <translation>e.g. resident register</translation>
  </message>
  <message>
   <source>例: 総会で決定</source>
   <translation>e.g. decided by the assembly</translation>
  </message>
  <message>
   <source>例から選ぶ</source>
   <translation>Choose an example</translation>
  </message>
  <message>
   <source>保存する</source>
   <translation>Save</translation>
  </message>
  <message>
   <source>個々の値</source>
   <translation>Single values</translation>
  </message>
  <message>
   <source>個人を特定できるおそれがあるため、選べません。</source>
   <translation>It may identify a person and cannot be chosen.</translation>
  </message>
  <message>
   <source>値</source>
   <translation>Value</translation>
  </message>
  <message>
   <source>値がありません</source>
   <translation>No values</translation>
  </message>
  <message>
   <source>値が未確認のため、当てはまるか分からないもの {count} 件</source>
   <translation>{count} features may meet it or not: their values are not known</translation>
  </message>
  <message>
   <source>値の例: {values}</source>
   <translation>Values such as: {values}</translation>
  </message>
  <message>
   <source>値はすべて未確認です。</source>
   <translation>All values are not known.</translation>
  </message>
  <message>
   <source>値を探す</source>
   <translation>Find a value</translation>
  </message>
  <message>
   <source>備考</source>
   <translation>Remark</translation>
  </message>
  <message>
   <source>元に戻す</source>
   <translation>Undo</translation>
  </message>
  <message>
   <source>元のデータ</source>
   <translation>Source</translation>
  </message>
  <message>
   <source>元のデータのコード</source>
   <translation>Code in the original data</translation>
  </message>
  <message>
   <source>元の列: {name}</source>
   <translation>Column of the data: {name}</translation>
  </message>
  <message>
   <source>入り込みなし</source>
   <translation>No intrusion</translation>
  </message>
  <message>
   <source>入れる</source>
   <translation>Enter</translation>
  </message>
  <message>
   <source>全部で {count} 件</source>
   <translation>{count} in all</translation>
  </message>
  <message>
   <source>公園</source>
   <translation>Park</translation>
  </message>
  <message>
   <source>公園・広場</source>
   <translation>Park or square</translation>
  </message>
  <message>
   <source>公表された想定ではありません。水位を変えたときの目安です（低い所へつながる範囲だけ広げます）。</source>
   <translation>This is no published scenario but a rough idea of another water level; water spreads only to lower ground that it can reach.</translation>
  </message>
  <message>
   <source>公開</source>
   <translation>Publish</translation>
  </message>
  <message>
   <source>公開されるものは 1 件もありません。</source>
   <translation>Not a single feature is published.</translation>
  </message>
  <message>
   <source>公開される形を地図に重ねる</source>
   <translation>Show published shapes on the map</translation>
  </message>
  <message>
   <source>公開される形を確かめています…</source>
   <translation>Looking at the published shapes…</translation>
  </message>
  <message>
   <source>公開しません</source>
   <translation>Never published</translation>
  </message>
  <message>
   <source>公開する</source>
   <translation>Publish</translation>
  </message>
  <message>
   <source>公開するものはありません</source>
   <translation>Nothing is published</translation>
  </message>
  <message>
   <source>公開するレイヤ</source>
   <translation>Layers to publish</translation>
  </message>
  <message>
   <source>公開する列</source>
   <translation>Published columns</translation>
  </message>
  <message>
   <source>公開する地図の案内</source>
   <translation>About the public map</translation>
  </message>
  <message>
   <source>公開できない理由が {count} 件あります。</source>
   <translation>Reasons that block publication: {count}. </translation>
  </message>
  <message>
   <source>公開できるレイヤ {count} 件</source>
   <translation>Ready to publish: {count}</translation>
  </message>
  <message>
   <source>公開の設定を始める</source>
   <translation>Begin publication settings</translation>
  </message>
  <message>
   <source>公開を妨げるものは見つかりませんでした。</source>
   <translation>Nothing was found that stands against publication.</translation>
  </message>
  <message>
   <source>公開を用意するレイヤ</source>
   <translation>Layer that is being prepared</translation>
  </message>
  <message>
   <source>公開サイト</source>
   <translation>Public site</translation>
  </message>
  <message>
   <source>公開サイトを作りました（{files} ファイル、{size}）。</source>
   <translation>The public site was made ({files} files, {size}).</translation>
  </message>
  <message>
   <source>公開サイトを作る…</source>
   <translation>Make public site…</translation>
  </message>
  <message>
   <source>公開サイトを置くフォルダを選ぶ</source>
   <translation>Choose the folder for the public site</translation>
  </message>
  <message>
   <source>公開データ</source>
   <translation>public-data</translation>
  </message>
  <message>
   <source>公開用に書き出す</source>
   <translation>Write for the public</translation>
  </message>
  <message>
   <source>公開用の説明</source>
   <translation>Words for the public</translation>
  </message>
  <message>
   <source>内容</source>
   <translation>Content</translation>
  </message>
  <message>
   <source>内容の言葉</source>
   <translation>Words of the text</translation>
  </message>
  <message>
   <source>内容・ファイル・ID で絞り込む</source>
   <translation>Narrow by content, file or ID</translation>
  </message>
  <message>
   <source>内訳と資料</source>
   <translation>Parts and sources</translation>
  </message>
  <message>
   <source>写真</source>
   <translation>Photos</translation>
  </message>
  <message>
   <source>写真 {name} を大きく見る</source>
   <translation>Show the picture {name} large</translation>
  </message>
  <message>
   <source>写真の GPS</source>
   <translation>GPS of the photo</translation>
  </message>
  <message>
   <source>写真を加える</source>
   <translation>Add a photo</translation>
  </message>
  <message>
   <source>出す形</source>
   <translation>Output</translation>
  </message>
  <message>
   <source>出典</source>
   <translation>Source</translation>
  </message>
  <message>
   <source>出典 {source}　{scope}　{count}</source>
   <translation>Source {source}   {scope}   {count}</translation>
  </message>
  <message>
   <source>出典と時点</source>
   <translation>Sources and dates</translation>
  </message>
  <message>
   <source>出来形</source>
   <translation>As-built</translation>
  </message>
  <message>
   <source>出来形合否判定総括表</source>
   <translation>As-built summary</translation>
  </message>
  <message>
   <source>分けない</source>
   <translation>No groups</translation>
  </message>
  <message>
   <source>分ける</source>
   <translation>Divide</translation>
  </message>
  <message>
   <source>分け方</source>
   <translation>Groups</translation>
  </message>
  <message>
   <source>分割</source>
   <translation>Split</translation>
  </message>
  <message>
   <source>分母（世帯数）: {source}</source>
   <translation>Denominator (households): {source}</translation>
  </message>
  <message>
   <source>分類</source>
   <translation>Class</translation>
  </message>
  <message>
   <source>切り抜き</source>
   <translation>Clip</translation>
  </message>
  <message>
   <source>切り抜きをやめる</source>
   <translation>Stop clipping</translation>
  </message>
  <message>
   <source>切土の面積</source>
   <translation>Area of cut</translation>
  </message>
  <message>
   <source>切土量（平均断面法）</source>
   <translation>Cut (average end areas)</translation>
  </message>
  <message>
   <source>列</source>
   <translation>Column</translation>
  </message>
  <message>
   <source>列: {names}</source>
   <translation>Columns: {names}</translation>
  </message>
  <message>
   <source>列はありません（形だけが公開されます）</source>
   <translation>No columns (only shapes are published)</translation>
  </message>
  <message>
   <source>列を調べています…</source>
   <translation>Looking at the columns…</translation>
  </message>
  <message>
   <source>別</source>
   <translation>Different</translation>
  </message>
  <message>
   <source>別の図の筆: {name}（{area}）</source>
   <translation>Parcel of another map: {name} ({area})</translation>
  </message>
  <message>
   <source>別の報告です</source>
   <translation>They are different</translation>
  </message>
  <message>
   <source>利用条件</source>
   <translation>Terms of use</translation>
  </message>
  <message>
   <source>利用者に見えるもの</source>
   <translation>What users will see</translation>
  </message>
  <message>
   <source>利用者に見える表</source>
   <translation>Table that users will see</translation>
  </message>
  <message>
   <source>利用者に見える表を開く</source>
   <translation>Open the table users will see</translation>
  </message>
  <message>
   <source>前の測点</source>
   <translation>Previous station</translation>
  </message>
  <message>
   <source>前の点群</source>
   <translation>Earlier scan</translation>
  </message>
  <message>
   <source>前回の公開から 追加 {added} 件、削除 {removed} 件、変更 {changed} 件</source>
   <translation>Since the last publication: {added} added, {removed} removed, {changed} changed</translation>
  </message>
  <message>
   <source>前回の公開と同じ内容です。</source>
   <translation>The same as at the last publication.</translation>
  </message>
  <message>
   <source>割合は、粗い点から見積もったものです。</source>
   <translation>Shares are estimated from the coarse points.</translation>
  </message>
  <message>
   <source>加わる {gained} m²・離れる {lost} m²</source>
   <translation>gains {gained} m², loses {lost} m²</translation>
  </message>
  <message>
   <source>加入率</source>
   <translation>Membership rate</translation>
  </message>
  <message>
   <source>加入率は未確認（世帯数か加入世帯数がありません）</source>
   <translation>Membership rate not known (no households or members)</translation>
  </message>
  <message>
   <source>動く幅は最大 {far}、半数は {middle} 以内です。</source>
   <translation>They move by up to {far}, half of them by less than {middle}.</translation>
  </message>
  <message>
   <source>区分</source>
   <translation>Class</translation>
  </message>
  <message>
   <source>区分だけのデータは、区分の上の端の深さとして表しています（20m以上は20m）。</source>
   <translation>Data that state only classes are shown at the upper end of the class (20 m for 20 m and more).</translation>
  </message>
  <message>
   <source>区切りの数</source>
   <translation>Number of classes</translation>
  </message>
  <message>
   <source>区域</source>
   <translation>Area</translation>
  </message>
  <message>
   <source>区域 {count} 件。</source>
   <translation>{count} areas. </translation>
  </message>
  <message>
   <source>区域: {name}</source>
   <translation>Area: {name}</translation>
  </message>
  <message>
   <source>区域がまだない自治会 {count} 件。</source>
   <translation>{count} associations without an area. </translation>
  </message>
  <message>
   <source>区域が変わる日</source>
   <translation>Day on which the area changes</translation>
  </message>
  <message>
   <source>区域が未確認</source>
   <translation>Area not known</translation>
  </message>
  <message>
   <source>区域ごと</source>
   <translation>By neighbourhood</translation>
  </message>
  <message>
   <source>区域ごとの資料をすべて作る</source>
   <translation>Make the sheets of all areas</translation>
  </message>
  <message>
   <source>区域ごとの集計</source>
   <translation>Totals by area</translation>
  </message>
  <message>
   <source>区域と一覧を取り込む</source>
   <translation>Bring in areas and lists</translation>
  </message>
  <message>
   <source>区域のレイヤがありません。自治会・町丁目・通学区域の図を読み込むか、区域を描くと集計できます。</source>
   <translation>There is no layer of areas. Open a map of neighbourhoods, blocks or school districts, or draw an area, to add up.</translation>
  </message>
  <message>
   <source>区域の図</source>
   <translation>Map of areas</translation>
  </message>
  <message>
   <source>区域の図か一覧を選んでください。</source>
   <translation>Choose a map of areas or a list.</translation>
  </message>
  <message>
   <source>区域の図を開く…</source>
   <translation>Open a map of areas…</translation>
  </message>
  <message>
   <source>区域の図・一覧を選ぶ…</source>
   <translation>Choose a map or list…</translation>
  </message>
  <message>
   <source>区域の図（Shapefile・GeoPackage・GeoJSON・KML・DXF など）や一覧（XLSX・CSV）をこの窓にドラッグするか、下のボタンで選んでください。</source>
   <translation>Drag a map of areas (Shapefile, GeoPackage, GeoJSON, KML, DXF and others) or a list (XLSX, CSV) into this window, or choose it with the button below.</translation>
  </message>
  <message>
   <source>区域の外から外まで横切る線を引きます。大きいほうが元の自治会のまま残ります。Enter かダブルクリックで終わります。</source>
   <translation>Draw a line across the area, from outside to outside. The larger part stays with the association. Enter or a double click ends.</translation>
  </message>
  <message>
   <source>区域の時点</source>
   <translation>Day of the areas</translation>
  </message>
  <message>
   <source>区域の時点は 令和8年4月1日 のように書いてください。</source>
   <translation>Write the day of the areas as 2026-04-01.</translation>
  </message>
  <message>
   <source>区域の経過</source>
   <translation>History of the area</translation>
  </message>
  <message>
   <source>区域の編集</source>
   <translation>Edit areas</translation>
  </message>
  <message>
   <source>区域の重なり</source>
   <translation>Overlap of areas</translation>
  </message>
  <message>
   <source>区域は未確認</source>
   <translation>area not confirmed</translation>
  </message>
  <message>
   <source>区域を外す</source>
   <translation>Take out</translation>
  </message>
  <message>
   <source>区域を持つ部署</source>
   <translation>Section that holds the areas</translation>
  </message>
  <message>
   <source>区域を描いて集計する</source>
   <translation>Draw an area and add up</translation>
  </message>
  <message>
   <source>区域を表すレイヤがありません。</source>
   <translation>There is no layer of areas.</translation>
  </message>
  <message>
   <source>区域図集（PDF）…</source>
   <translation>Map book (PDF)…</translation>
  </message>
  <message>
   <source>区域図（PDF）…</source>
   <translation>Map (PDF)…</translation>
  </message>
  <message>
   <source>区間</source>
   <translation>Stretch</translation>
  </message>
  <message>
   <source>単位</source>
   <translation>Unit</translation>
  </message>
  <message>
   <source>印を付けたレイヤの区域（作成を制限する施設など）にかかるものは、1件も公開しません。</source>
   <translation>No feature that touches an area of the ticked layers (such as restricted facilities) is published.</translation>
  </message>
  <message>
   <source>印を付けた列だけが公開されます。はじめはどの列にも印がありません。</source>
   <translation>Only ticked columns are published. At first none is ticked.</translation>
  </message>
  <message>
   <source>印を付けると、ほかの設定や承認がどうであっても、このレイヤは公開できません。</source>
   <translation>While this is ticked the layer cannot be published, whatever else was set or approved.</translation>
  </message>
  <message>
   <source>危険</source>
   <translation>Danger</translation>
  </message>
  <message>
   <source>参考図です。建築確認の審査に代わるものではありません。</source>
   <translation>For reference. It does not replace the examination of a building application.</translation>
  </message>
  <message>
   <source>参考図です。避難の判断は、市の避難情報とハザードマップによってください。</source>
   <translation>For reference. Decide on evacuation by the city's notices and hazard maps.</translation>
  </message>
  <message>
   <source>反対側の幅</source>
   <translation>Width beyond</translation>
  </message>
  <message>
   <source>取り込みません（個人情報）: {names}</source>
   <translation>Left out (personal data): {names}</translation>
  </message>
  <message>
   <source>取り込む…</source>
   <translation>Take in…</translation>
  </message>
  <message>
   <source>受け渡し用の zip</source>
   <translation>Package (zip)</translation>
  </message>
  <message>
   <source>受け渡し用の zip の保存先を選ぶ</source>
   <translation>Choose where the package is saved</translation>
  </message>
  <message>
   <source>受け渡し用の zip を作りました（{files} ファイル、{size}）。</source>
   <translation>The package was made ({files} files, {size}).</translation>
  </message>
  <message>
   <source>受け渡し用の zip を作る…</source>
   <translation>Make package (zip)…</translation>
  </message>
  <message>
   <source>古い値</source>
   <translation>Stale</translation>
  </message>
  <message>
   <source>古い値のままの所が {count} か所あります。</source>
   <translation>{count} stations show stale values.</translation>
  </message>
  <message>
   <source>台帳</source>
   <translation>Ledger</translation>
  </message>
  <message>
   <source>台帳が変わったので、記録していない変更を取り消しました。</source>
   <translation>The ledger has changed; what was not recorded was dropped.</translation>
  </message>
  <message>
   <source>台帳に加える（{count} 件）</source>
   <translation>Add to the ledger ({count})</translation>
  </message>
  <message>
   <source>台帳は変わりましたが、自動保存ができません。プロジェクトを保存してください。</source>
   <translation>The ledger has changed, but it could not be written aside. Please save the project.</translation>
  </message>
  <message>
   <source>台帳を作る（{count} 件）</source>
   <translation>Make the ledger ({count})</translation>
  </message>
  <message>
   <source>台帳を見る日</source>
   <translation>Day on which the ledger is looked at</translation>
  </message>
  <message>
   <source>各課が持つ自治会・町内会の区域の図と一覧を、1つの台帳にまとめます。建物や住所から自治会をすぐに答え、未組織の地区や図の食い違いを調べます。</source>
   <translation>Brings the maps and lists of neighbourhood associations that each department holds into one ledger, tells at once which association a building or an address belongs to, and finds districts without one and maps that disagree.</translation>
  </message>
  <message>
   <source>合計</source>
   <translation>Total</translation>
  </message>
  <message>
   <source>合計 {value}</source>
   <translation>Total {value}</translation>
  </message>
  <message>
   <source>同じ</source>
   <translation>Same</translation>
  </message>
  <message>
   <source>同じ場所の、時期の違う点群をもう一つ開くと比べられます。</source>
   <translation>Open a scan of the same place at another time to compare.</translation>
  </message>
  <message>
   <source>同じ自治会かもしれない名前が {count} 組あります。確かめてください。</source>
   <translation>{count} pairs of names may be the same association. Please check them.</translation>
  </message>
  <message>
   <source>同じ自治会か確かめてください（{count} 件）</source>
   <translation>Please confirm whether these are the same association ({count})</translation>
  </message>
  <message>
   <source>名前</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>名前がよく似ています</source>
   <translation>The names are much alike</translation>
  </message>
  <message>
   <source>名前で {count}</source>
   <translation>{count} by name</translation>
  </message>
  <message>
   <source>名前・出典・場所で絞り込む</source>
   <translation>Filter by name, source or place</translation>
  </message>
  <message>
   <source>名称</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>名称が「{old}」から変わる</source>
   <translation>renamed from {old}</translation>
  </message>
  <message>
   <source>名称・かな・コードで探す</source>
   <translation>Search name, reading or code</translation>
  </message>
  <message>
   <source>向き（東から左回り）</source>
   <translation>Direction (from east, counter-clockwise)</translation>
  </message>
  <message>
   <source>含む</source>
   <translation>contains</translation>
  </message>
  <message>
   <source>吸着</source>
   <translation>Snap to</translation>
  </message>
  <message>
   <source>周りの建物と計画の影を地面に出す</source>
   <translation>Show the shadows of neighbours and of what is planned on the ground</translation>
  </message>
  <message>
   <source>問題はありません</source>
   <translation>Nothing is wrong</translation>
  </message>
  <message>
   <source>囲んだ土地を、上で選んだ自治会の区域から外します（どこにも属さない土地になります）。自治会そのものがなくなるときは下のボタンを使います。</source>
   <translation>Takes the land within an outline out of the area of the association chosen above; it then belongs to nobody. Where the association itself ends, use the button below.</translation>
  </message>
  <message>
   <source>囲んだ土地を、上で選んだ自治会の区域にします。Enter かダブルクリックで閉じます。</source>
   <translation>Gives the land within an outline to the association chosen above. Enter or a double click closes it.</translation>
  </message>
  <message>
   <source>囲んだ土地を新しい自治会の区域にします。ほかの区域と重なる所はそこから移します。Enter かダブルクリックで閉じます。</source>
   <translation>Makes the land within an outline the area of a new association; what others have of it is taken from them. Enter or a double click closes it.</translation>
  </message>
  <message>
   <source>囲んで移す</source>
   <translation>Give land</translation>
  </message>
  <message>
   <source>図が変わりました。もう一度比べてください。</source>
   <translation>The maps have changed. Please compare again.</translation>
  </message>
  <message>
   <source>図をクリックすると勾配を測れます。</source>
   <translation>Click into the figure to measure slopes.</translation>
  </message>
  <message>
   <source>図を加える</source>
   <translation>Add a map</translation>
  </message>
  <message>
   <source>図・一覧のファイルを開く…</source>
   <translation>Open the file of a map or list…</translation>
  </message>
  <message>
   <source>国の一覧に戻す</source>
   <translation>Back to the national table</translation>
  </message>
  <message>
   <source>土砂災害の区域の建物</source>
   <translation>Buildings in landslide zones</translation>
  </message>
  <message>
   <source>土量を求める</source>
   <translation>Measure the volume</translation>
  </message>
  <message>
   <source>土量を求める範囲</source>
   <translation>Area</translation>
  </message>
  <message>
   <source>地図で指定</source>
   <translation>chosen on the map</translation>
  </message>
  <message>
   <source>地図で見る</source>
   <translation>Show on the map</translation>
  </message>
  <message>
   <source>地図に加える…</source>
   <translation>Add to the map…</translation>
  </message>
  <message>
   <source>地図に線を引くと、地盤・水位・建物の階の断面が出ます。</source>
   <translation>Draw a line on the map to see ground, water level and floors along it.</translation>
  </message>
  <message>
   <source>地図の土地か建物をクリックすると、その場所の規制と、建てられる範囲が出ます。</source>
   <translation>Click on land or a building of the map: the regulations there and what may be built appear here.</translation>
  </message>
  <message>
   <source>地図の建物や場所をクリックしても答えます。</source>
   <translation>A click on a building or place on the map is answered too.</translation>
  </message>
  <message>
   <source>地図の建物をクリックすると、
ここに説明が出ます。</source>
   <translation>Click a building on the map
to read about it here.</translation>
  </message>
  <message>
   <source>地図をクリックしてください</source>
   <translation>Click the map</translation>
  </message>
  <message>
   <source>地形からの提案</source>
   <translation>Proposal from the terrain</translation>
  </message>
  <message>
   <source>地形データがここにないため、標高の提案はありません。</source>
   <translation>There is no terrain here, so no elevation is proposed.</translation>
  </message>
  <message>
   <source>地点</source>
   <translation>Point</translation>
  </message>
  <message>
   <source>地番と町名は、上の欄で探せます。</source>
   <translation>Lot numbers and towns are found with the field above.</translation>
  </message>
  <message>
   <source>地番のレイヤがありません。登記所備付地図か地番図を読み込むと、クリックで筆を選べます。読み込まなくても、敷地を描けます。</source>
   <translation>There is no layer of parcels. With the cadastral map or a map of lot numbers, a click chooses a parcel. Without one, a lot can be drawn.</translation>
  </message>
  <message>
   <source>地盤</source>
   <translation>Ground</translation>
  </message>
  <message>
   <source>地盤と土量</source>
   <translation>Ground and volume</translation>
  </message>
  <message>
   <source>地盤線</source>
   <translation>Ground</translation>
  </message>
  <message>
   <source>地盤線の間隔</source>
   <translation>Step of the ground</translation>
  </message>
  <message>
   <source>地盤面 1 の標高（最低）</source>
   <translation>Elevation of ground level 1 (lowest)</translation>
  </message>
  <message>
   <source>地盤面 {number} の標高</source>
   <translation>Elevation of ground level {number}</translation>
  </message>
  <message>
   <source>地盤面 {number}　{rise} m</source>
   <translation>Ground level {number}　{rise} m</translation>
  </message>
  <message>
   <source>地盤面 {number}　標高 {level}</source>
   <translation>Ground level {number}　elevation {level}</translation>
  </message>
  <message>
   <source>地盤面 標高 {ground}、平均地盤面 標高 {mean}</source>
   <translation>Ground level {ground}, mean ground level {mean} above sea level</translation>
  </message>
  <message>
   <source>地盤面から</source>
   <translation>above the ground level</translation>
  </message>
  <message>
   <source>地盤面に対する道路と隣地の高さ</source>
   <translation>Roads and neighbours against the ground level</translation>
  </message>
  <message>
   <source>地盤面の標高</source>
   <translation>Ground level</translation>
  </message>
  <message>
   <source>地盤面を一つにして計算する</source>
   <translation>Calculate with one ground level</translation>
  </message>
  <message>
   <source>地盤面・道路・隣地に高低差がないものとしています。</source>
   <translation>Ground, roads and neighbours are taken to be level.</translation>
  </message>
  <message>
   <source>地面を見分ける…</source>
   <translation>Find the ground…</translation>
  </message>
  <message>
   <source>基準の図</source>
   <translation>Base map</translation>
  </message>
  <message>
   <source>基準の図を優先して台帳に入れる</source>
   <translation>Put into the ledger, base map first</translation>
  </message>
  <message>
   <source>基準の水位は未確認</source>
   <translation>Thresholds not known</translation>
  </message>
  <message>
   <source>基準の面</source>
   <translation>Base</translation>
  </message>
  <message>
   <source>基準より上</source>
   <translation>Above the base</translation>
  </message>
  <message>
   <source>基準より下</source>
   <translation>Below the base</translation>
  </message>
  <message>
   <source>基準面 {datum}</source>
   <translation>Datum {datum}</translation>
  </message>
  <message>
   <source>報告の一覧</source>
   <translation>Reports</translation>
  </message>
  <message>
   <source>報告の内容</source>
   <translation>The report</translation>
  </message>
  <message>
   <source>報告書…</source>
   <translation>Report…</translation>
  </message>
  <message>
   <source>報告書（PDF）…</source>
   <translation>Report (PDF)…</translation>
  </message>
  <message>
   <source>場所</source>
   <translation>Place</translation>
  </message>
  <message>
   <source>場所が未確認 {count} 件</source>
   <translation>{count} without a place</translation>
  </message>
  <message>
   <source>場所なし</source>
   <translation>No place</translation>
  </message>
  <message>
   <source>場所は未確認</source>
   <translation>Place not known</translation>
  </message>
  <message>
   <source>場所・内容・部署の言葉</source>
   <translation>Words of place, text, department</translation>
  </message>
  <message>
   <source>境をドラッグするか、境を選んで ← → で動かします。</source>
   <translation>Drag the divider, or choose it and move it with ← →.</translation>
  </message>
  <message>
   <source>境界の点をドラッグすると、両側の区域が一緒に変わります。線の上のダブルクリックで点を加え、Delete で点を消し、Shift を押して線をドラッグすると境界全体が動きます。</source>
   <translation>Drag a boundary point and the areas on both sides change. A double click on a line adds a point, Delete removes one, and dragging a line with Shift moves the whole boundary.</translation>
  </message>
  <message>
   <source>境界を動かす</source>
   <translation>Move boundary</translation>
  </message>
  <message>
   <source>増</source>
   <translation>More</translation>
  </message>
  <message>
   <source>増えた量</source>
   <translation>Added</translation>
  </message>
  <message>
   <source>壁やのり面の1点をダブルクリックすると、下の半径の中の点に平面を当てはめます。角を3点以上クリックして囲むこともできます。</source>
   <translation>Double-click a wall or slope: a plane is fitted to the points within the radius below. You can also click three or more corners around an area.</translation>
  </message>
  <message>
   <source>壊れています</source>
   <translation>Damaged</translation>
  </message>
  <message>
   <source>変わる日</source>
   <translation>Day of the change</translation>
  </message>
  <message>
   <source>変化</source>
   <translation>Change</translation>
  </message>
  <message>
   <source>変化のないはずの所で高さが {offset} m ずれているため、土量は答えられません（検出限界 {limit} m）。高さの基準と標定を確かめるか、「変化のない所で合わせてから比べる」を選んでください。</source>
   <translation>Heights differ by {offset} m where nothing should have changed, so no volume is told (level of detection {limit} m). Check the height datum and the orientation, or choose to align where nothing changed first.</translation>
  </message>
  <message>
   <source>変化のない所で合わせてから比べる</source>
   <translation>Align where nothing changed first</translation>
  </message>
  <message>
   <source>変化のない所のずれ</source>
   <translation>Offset where unchanged</translation>
  </message>
  <message>
   <source>変化の地図を加え、その上に重なる二つの点群を隠しました。レイヤの一覧で表示できます。</source>
   <translation>The map of changes was added, and the two point clouds that would cover it were hidden. The list of layers shows them again.</translation>
  </message>
  <message>
   <source>大きく見る</source>
   <translation>View large</translation>
  </message>
  <message>
   <source>奥行きの陰影を付ける</source>
   <translation>Shade by depth</translation>
  </message>
  <message>
   <source>始まりと終わりをクリックすると、断面が出ます。</source>
   <translation>Click the begin and the end; the section appears.</translation>
  </message>
  <message>
   <source>安全な階: 1 階から</source>
   <translation>Safe floor: from the 1st</translation>
  </message>
  <message>
   <source>安全な階: {floor} 階以上</source>
   <translation>Safe floor: {floor} and above</translation>
  </message>
  <message>
   <source>安全な階: なし</source>
   <translation>Safe floor: none</translation>
  </message>
  <message>
   <source>安全な階: 未確認</source>
   <translation>Safe floor: not known</translation>
  </message>
  <message>
   <source>完全に消す…</source>
   <translation>Erase…</translation>
  </message>
  <message>
   <source>容積率の限度</source>
   <translation>Floor-area ratio limit</translation>
  </message>
  <message>
   <source>容積率の限度まで積めます</source>
   <translation>The floor-area ratio can be used up</translation>
  </message>
  <message>
   <source>審査</source>
   <translation>Review</translation>
  </message>
  <message>
   <source>対応点の一覧</source>
   <translation>List of control points</translation>
  </message>
  <message>
   <source>対応点をすべて捨てる</source>
   <translation>Forget all control points</translation>
  </message>
  <message>
   <source>対象</source>
   <translation>Features</translation>
  </message>
  <message>
   <source>対象外</source>
   <translation>Not subject</translation>
  </message>
  <message>
   <source>小数 {number} 桁（約 {size}）</source>
   <translation>{number} decimals (about {size})</translation>
  </message>
  <message>
   <source>就任した日</source>
   <translation>In office since</translation>
  </message>
  <message>
   <source>屋内安全確保の3つの条件</source>
   <translation>The three conditions of staying inside</translation>
  </message>
  <message>
   <source>属性の表</source>
   <translation>Attribute table</translation>
  </message>
  <message>
   <source>履歴を残さず、はじめからこの区域だったことにします。</source>
   <translation>No history is kept: as if the area had always been so.</translation>
  </message>
  <message>
   <source>差</source>
   <translation>Difference</translation>
  </message>
  <message>
   <source>差なしとする</source>
   <translation>Taken as level</translation>
  </message>
  <message>
   <source>市の Web サーバーに置く</source>
   <translation>Put on the city’s web server</translation>
  </message>
  <message>
   <source>市の一覧を使う…</source>
   <translation>Use the city's table…</translation>
  </message>
  <message>
   <source>市の世帯数</source>
   <translation>City’s households</translation>
  </message>
  <message>
   <source>市の人口</source>
   <translation>City’s people</translation>
  </message>
  <message>
   <source>市の人口か世帯数を入力すると、人口を推計します。</source>
   <translation>Enter the people or households of the city to estimate people.</translation>
  </message>
  <message>
   <source>市の区域</source>
   <translation>City’s outline</translation>
  </message>
  <message>
   <source>市全体の数を入力する</source>
   <translation>Totals of the city</translation>
  </message>
  <message>
   <source>市民に見せてよい文だけを書きます</source>
   <translation>Only what citizens may read</translation>
  </message>
  <message>
   <source>幅</source>
   <translation>Width</translation>
  </message>
  <message>
   <source>幅だけ右へ送る</source>
   <translation>Move right by its width</translation>
  </message>
  <message>
   <source>幅だけ左へ送る</source>
   <translation>Move left by its width</translation>
  </message>
  <message>
   <source>幅員</source>
   <translation>Width</translation>
  </message>
  <message>
   <source>平均</source>
   <translation>Mean</translation>
  </message>
  <message>
   <source>平均 {value}</source>
   <translation>Mean {value}</translation>
  </message>
  <message>
   <source>平均値</source>
   <translation>Mean</translation>
  </message>
  <message>
   <source>平均地盤面の標高（日影）</source>
   <translation>Mean ground level (shadow)</translation>
  </message>
  <message>
   <source>平面直角座標 {zone} 系（{code}）</source>
   <translation>Plane rectangular zone {zone} ({code})</translation>
  </message>
  <message>
   <source>庁外に出すデータを用意する</source>
   <translation>Prepare data for the public</translation>
  </message>
  <message>
   <source>座標系</source>
   <translation>System</translation>
  </message>
  <message>
   <source>延べ面積 {area} まで</source>
   <translation>floors up to {area}</translation>
  </message>
  <message>
   <source>延べ面積 {floors}、建築面積 {ground}（単純な形の目安）</source>
   <translation>Floors {floors}, ground {ground} (a simple shape as a guide)</translation>
  </message>
  <message>
   <source>建てられる範囲</source>
   <translation>What may be built</translation>
  </message>
  <message>
   <source>建物</source>
   <translation>Buildings</translation>
  </message>
  <message>
   <source>建物 {buildings} 棟・住戸 {dwellings} 戸・{area} m²（幅 {width:g} m・{least:g} m² 未満は除く）</source>
   <translation>{buildings} buildings, {dwellings} dwellings, {area} m² (narrower than {width:g} m or below {least:g} m² left out)</translation>
  </message>
  <message>
   <source>建物ごとの答え</source>
   <translation>One building</translation>
  </message>
  <message>
   <source>建物のレイヤがありません。PLATEAU の建物か、家屋の図を読み込んでください。</source>
   <translation>There is no layer of buildings. Read in the buildings of PLATEAU or a map of houses.</translation>
  </message>
  <message>
   <source>建物の外形から敷地を推定する</source>
   <translation>Estimate a lot from the building's outline</translation>
  </message>
  <message>
   <source>建物の属性に入っている想定（{count}）</source>
   <translation>On the buildings themselves ({count})</translation>
  </message>
  <message>
   <source>建物の形がないため、断面を作れません。</source>
   <translation>No cut can be made: the building has no outline.</translation>
  </message>
  <message>
   <source>建物の移り変わり（棟）</source>
   <translation>How buildings change (number)</translation>
  </message>
  <message>
   <source>建物の耐火性能</source>
   <translation>Fire resistance of the building</translation>
  </message>
  <message>
   <source>建物の色</source>
   <translation>Colours of buildings</translation>
  </message>
  <message>
   <source>建物の項目に加える</source>
   <translation>Add to the buildings' columns</translation>
  </message>
  <message>
   <source>建物の項目に加えると、属性の表で並べ替えや絞り込みができ、プロジェクトに残ります。</source>
   <translation>As columns of the buildings they can be sorted and filtered in the attribute table, and stay in the project.</translation>
  </message>
  <message>
   <source>建物をクリックすると、浸水の深さ、安全な階、その理由、最寄りの避難先が出ます。</source>
   <translation>Click a building to see the depth of the water, the safe floor, why, and the nearest shelters.</translation>
  </message>
  <message>
   <source>建物・住所・座標・操作を探す（{keys}）</source>
   <translation>Find buildings, addresses, coordinates, commands ({keys})</translation>
  </message>
  <message>
   <source>建築限界</source>
   <translation>Clearance</translation>
  </message>
  <message>
   <source>建築面積 {area} まで</source>
   <translation>building up to {area}</translation>
  </message>
  <message>
   <source>建蔽率の限度</source>
   <translation>Coverage ratio limit</translation>
  </message>
  <message>
   <source>式</source>
   <translation>Expression</translation>
  </message>
  <message>
   <source>式の書き方</source>
   <translation>How to write expressions</translation>
  </message>
  <message>
   <source>当てはまるものを選ぶ</source>
   <translation>Select what matches</translation>
  </message>
  <message>
   <source>役員の一覧</source>
   <translation>List of officers</translation>
  </message>
  <message>
   <source>役員の情報を開く</source>
   <translation>Open the officers</translation>
  </message>
  <message>
   <source>役職</source>
   <translation>Office</translation>
  </message>
  <message>
   <source>待機</source>
   <translation>Standby</translation>
  </message>
  <message>
   <source>後退する道路</source>
   <translation>Road to keep away from</translation>
  </message>
  <message>
   <source>想定</source>
   <translation>What may happen</translation>
  </message>
  <message>
   <source>想定ごとの答え</source>
   <translation>Each hazard</translation>
  </message>
  <message>
   <source>想定に戻す</source>
   <translation>Back to the published level</translation>
  </message>
  <message>
   <source>想定の水位から上げ下げする</source>
   <translation>Higher or lower than published</translation>
  </message>
  <message>
   <source>承認</source>
   <translation>Approval</translation>
  </message>
  <message>
   <source>承認されたレイヤがありません。「一覧」でレイヤを選び、設定と審査を終えてください。</source>
   <translation>No layer is approved. Choose one under “Layers” and finish its settings and review.</translation>
  </message>
  <message>
   <source>承認する部署</source>
   <translation>Approved by</translation>
  </message>
  <message>
   <source>承認する部署を入れてください。</source>
   <translation>Enter the section that approves.</translation>
  </message>
  <message>
   <source>承認済み {count} 件</source>
   <translation>Approved: {count}</translation>
  </message>
  <message>
   <source>担当課</source>
   <translation>Department</translation>
  </message>
  <message>
   <source>担当課と理由を入力すると記録できます。</source>
   <translation>Enter department and reason to record it.</translation>
  </message>
  <message>
   <source>拡大</source>
   <translation>Zoom in</translation>
  </message>
  <message>
   <source>指定容積率</source>
   <translation>Designated floor-area ratio</translation>
  </message>
  <message>
   <source>指定建蔽率</source>
   <translation>Designated coverage ratio</translation>
  </message>
  <message>
   <source>掛かる</source>
   <translation>Reached</translation>
  </message>
  <message>
   <source>探す</source>
   <translation>Search</translation>
  </message>
  <message>
   <source>接するもの</source>
   <translation>What lies there</translation>
  </message>
  <message>
   <source>接道（法43条）</source>
   <translation>Road access (Art. 43)</translation>
  </message>
  <message>
   <source>控えの番号: {digest}</source>
   <translation>Number of the receipt: {digest}</translation>
  </message>
  <message>
   <source>推定</source>
   <translation>Estimate</translation>
  </message>
  <message>
   <source>推計人口は未確認です。人口・世帯数のある区域か表を選ぶか、市全体の数を入力してください。</source>
   <translation>Estimated people are not confirmed. Choose areas or a table that states people or households, or enter totals of the whole city.</translation>
  </message>
  <message>
   <source>掲示板</source>
   <translation>Notice boards</translation>
  </message>
  <message>
   <source>描いた区域</source>
   <translation>Drawn area</translation>
  </message>
  <message>
   <source>提案の高さを使う</source>
   <translation>Use the proposed levels</translation>
  </message>
  <message>
   <source>操作</source>
   <translation>Command</translation>
  </message>
  <message>
   <source>数えています…</source>
   <translation>Counting…</translation>
  </message>
  <message>
   <source>数える資料</source>
   <translation>What is counted</translation>
  </message>
  <message>
   <source>数の区切り方</source>
   <translation>Classes</translation>
  </message>
  <message>
   <source>数は数字で、日は 令和8年4月1日 のように書いてください。</source>
   <translation>Write numbers in digits and days as 2026-04-01.</translation>
  </message>
  <message>
   <source>数値</source>
   <translation>Figures of</translation>
  </message>
  <message>
   <source>数字で入力してください。</source>
   <translation>Enter a number.</translation>
  </message>
  <message>
   <source>数量</source>
   <translation>Figures</translation>
  </message>
  <message>
   <source>敷地との高低差</source>
   <translation>Height against lot</translation>
  </message>
  <message>
   <source>敷地など</source>
   <translation>Lots</translation>
  </message>
  <message>
   <source>敷地の外周の標高 {low}〜{high}</source>
   <translation>Outline of the lot: {low} to {high} above sea level</translation>
  </message>
  <message>
   <source>敷地の条件（職員入力）</source>
   <translation>Conditions of the lot (entered by staff)</translation>
  </message>
  <message>
   <source>敷地の調査</source>
   <translation>Lot inquiry</translation>
  </message>
  <message>
   <source>敷地を描く</source>
   <translation>Draw a lot</translation>
  </message>
  <message>
   <source>敷地を横切る線を、敷地の外から外まで引きます。Enter で分けます。</source>
   <translation>Draw a line across the lot, from outside to outside. Enter divides.</translation>
  </message>
  <message>
   <source>文章としてコピーする</source>
   <translation>Copy as text</translation>
  </message>
  <message>
   <source>断面</source>
   <translation>Section</translation>
  </message>
  <message>
   <source>断面の始まりと終わりをクリックすると、その幅だけが残ります。</source>
   <translation>Click the beginning and the end of the section; only its width stays.</translation>
  </message>
  <message>
   <source>断面の帯</source>
   <translation>Section band</translation>
  </message>
  <message>
   <source>断面の線を引く</source>
   <translation>Draw the line of the cut</translation>
  </message>
  <message>
   <source>断面図</source>
   <translation>Section</translation>
  </message>
  <message>
   <source>断面図 {name}</source>
   <translation>Section {name}</translation>
  </message>
  <message>
   <source>断面図の保存先を選ぶ</source>
   <translation>Choose where to save the section</translation>
  </message>
  <message>
   <source>新しい区域</source>
   <translation>New area</translation>
  </message>
  <message>
   <source>新しい区域になった日を「区域の時点」に書いてください。</source>
   <translation>Write the day from which the new areas hold.</translation>
  </message>
  <message>
   <source>新しい報告</source>
   <translation>New report</translation>
  </message>
  <message>
   <source>新しい境界を、いまの境界から始めて同じ境界の上で終わるように引きます。Enter かダブルクリックで終わります。</source>
   <translation>Draw the new boundary from the present one to another place on it. Enter or a double click ends.</translation>
  </message>
  <message>
   <source>新しい役員</source>
   <translation>New officer</translation>
  </message>
  <message>
   <source>新しい自治会</source>
   <translation>New association</translation>
  </message>
  <message>
   <source>新しくできる自治会の名前</source>
   <translation>Name of the new association</translation>
  </message>
  <message>
   <source>施設の一覧…</source>
   <translation>List of facilities…</translation>
  </message>
  <message>
   <source>施設・内容</source>
   <translation>Facility, text</translation>
  </message>
  <message>
   <source>施設番号</source>
   <translation>Facility number</translation>
  </message>
  <message>
   <source>施設番号は未確認</source>
   <translation>Facility number not known</translation>
  </message>
  <message>
   <source>日を選ぶ…</source>
   <translation>Choose a day…</translation>
  </message>
  <message>
   <source>日影を動かす</source>
   <translation>Move the shadow</translation>
  </message>
  <message>
   <source>日影（冬至）</source>
   <translation>Shadow (winter solstice)</translation>
  </message>
  <message>
   <source>日時</source>
   <translation>Time</translation>
  </message>
  <message>
   <source>日時が未確認 {count} 件</source>
   <translation>{count} without a time</translation>
  </message>
  <message>
   <source>時刻は未確認</source>
   <translation>Time not known</translation>
  </message>
  <message>
   <source>時点</source>
   <translation>As of</translation>
  </message>
  <message>
   <source>時点 未確認</source>
   <translation>date not known</translation>
  </message>
  <message>
   <source>時点の日から新しい区域に替える（前の区域も残す）</source>
   <translation>Replace the areas from that day on</translation>
  </message>
  <message>
   <source>時点は未確認</source>
   <translation>date unknown</translation>
  </message>
  <message>
   <source>時間のバーで選んだ時刻までの、最後の値です。</source>
   <translation>The last values until the time chosen in the time bar.</translation>
  </message>
  <message>
   <source>時間のバーで選んだ間に、続いていた報告だけです。</source>
   <translation>Only reports that were open in the time chosen in the time bar.</translation>
  </message>
  <message>
   <source>曲線に沿って3点以上をクリックし、ダブルクリックか Enter で終えます。</source>
   <translation>Click three or more points along the curve; end with a double click or Enter.</translation>
  </message>
  <message>
   <source>更新されたデータを読み直す</source>
   <translation>Read changed data again</translation>
  </message>
  <message>
   <source>書き出す…</source>
   <translation>Export…</translation>
  </message>
  <message>
   <source>最も低い点</source>
   <translation>Lowest point</translation>
  </message>
  <message>
   <source>最も近い点までの距離（C2C）</source>
   <translation>Distance to the nearest point (C2C)</translation>
  </message>
  <message>
   <source>最初の記録</source>
   <translation>first record</translation>
  </message>
  <message>
   <source>最大</source>
   <translation>Highest</translation>
  </message>
  <message>
   <source>最寄りの避難先（直線距離）</source>
   <translation>Nearest shelters (straight line)</translation>
  </message>
  <message>
   <source>最小</source>
   <translation>Lowest</translation>
  </message>
  <message>
   <source>最高の高さ（斜線などの限度）</source>
   <translation>Greatest height (slants and other limits)</translation>
  </message>
  <message>
   <source>未完了</source>
   <translation>Open</translation>
  </message>
  <message>
   <source>未完了 {count} 件</source>
   <translation>{count} open</translation>
  </message>
  <message>
   <source>未満</source>
   <translation>less than</translation>
  </message>
  <message>
   <source>未確認</source>
   <translation>Not known</translation>
  </message>
  <message>
   <source>未確認 {count} 件</source>
   <translation>{count} not known</translation>
  </message>
  <message>
   <source>未組織</source>
   <translation>No association</translation>
  </message>
  <message>
   <source>本当に消す</source>
   <translation>Really erase</translation>
  </message>
  <message>
   <source>条件に合うものはありません。</source>
   <translation>Nothing matches the conditions.</translation>
  </message>
  <message>
   <source>条件に当てはまる報告がありません。</source>
   <translation>No report fits.</translation>
  </message>
  <message>
   <source>条件のつなぎ方</source>
   <translation>How conditions are joined</translation>
  </message>
  <message>
   <source>条件の式</source>
   <translation>Expression of the conditions</translation>
  </message>
  <message>
   <source>条件を加える</source>
   <translation>Add a condition</translation>
  </message>
  <message>
   <source>柱や管の1点をダブルクリックすると、下の半径の中の点に円柱を当てはめます。角を3点以上クリックして囲むこともできます。</source>
   <translation>Double-click a pier or pipe: a cylinder is fitted to the points within the radius below. You can also click three or more corners around an area.</translation>
  </message>
  <message>
   <source>格子の間隔</source>
   <translation>Cell size</translation>
  </message>
  <message>
   <source>検出限界</source>
   <translation>Level of detection</translation>
  </message>
  <message>
   <source>検出限界を超える変化はありません。</source>
   <translation>Nothing changed beyond the level of detection.</translation>
  </message>
  <message>
   <source>標準にないので後ろに付く列: {columns}</source>
   <translation>Columns that the standard lacks, put behind it: {columns}</translation>
  </message>
  <message>
   <source>標高</source>
   <translation>Height</translation>
  </message>
  <message>
   <source>標高 (m)　横: 距離 (m)</source>
   <translation>Height (m)  across: distance (m)</translation>
  </message>
  <message>
   <source>標高 {level}</source>
   <translation>{level} above sea</translation>
  </message>
  <message>
   <source>標高 {level} より低い所すべてに水を張った目安です。堤防や水路のつながりは見ていません。</source>
   <translation>A rough idea: water on all ground below {level}. Dikes and channels are not looked at.</translation>
  </message>
  <message>
   <source>横断</source>
   <translation>Series</translation>
  </message>
  <message>
   <source>横断の間隔</source>
   <translation>Interval</translation>
  </message>
  <message>
   <source>横断図</source>
   <translation>Cross-sections</translation>
  </message>
  <message>
   <source>次の {count} 件は入りません。</source>
   <translation>Left out: {count}</translation>
  </message>
  <message>
   <source>次のどれか</source>
   <translation>one of</translation>
  </message>
  <message>
   <source>次のどれでもない</source>
   <translation>none of</translation>
  </message>
  <message>
   <source>次の測点</source>
   <translation>Next station</translation>
  </message>
  <message>
   <source>止まっている間だけ、描く速さの許す範囲で付けます。</source>
   <translation>Only while nothing moves, and as far as drawing stays fast.</translation>
  </message>
  <message>
   <source>残したい範囲の向かい合う角を2点クリックします。</source>
   <translation>Click two opposite corners of what is to stay.</translation>
  </message>
  <message>
   <source>残差 m</source>
   <translation>Residual m</translation>
  </message>
  <message>
   <source>比べる</source>
   <translation>Compare</translation>
  </message>
  <message>
   <source>比べるには、区域の図が2つ以上要ります。図をこの窓にドラッグしてください。</source>
   <translation>Comparing needs two maps of areas or more. Drag them into this window.</translation>
  </message>
  <message>
   <source>比べるには、浸水深の想定を2つ以上選んでください。</source>
   <translation>To compare, choose at least two scenarios of depth.</translation>
  </message>
  <message>
   <source>比べる図</source>
   <translation>Compared</translation>
  </message>
  <message>
   <source>比べ方</source>
   <translation>Comparison</translation>
  </message>
  <message>
   <source>氏名</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>氏名や電話は個人情報のため、プロジェクトとは別のファイルに置きます。地図・台帳・区域図集・オープンデータなど、どの書き出しにも入りません。開いた部署と日時は、そのファイルに記録されます。</source>
   <translation>Names and telephones are personal information and lie in a file apart from the project. They are in nothing that is written: maps, ledger, map book, open data. Which department opened it and when is written down in that file.</translation>
  </message>
  <message>
   <source>気づいた点.csv</source>
   <translation>findings.csv</translation>
  </message>
  <message>
   <source>気づいた点の一覧</source>
   <translation>List of findings</translation>
  </message>
  <message>
   <source>水位・地盤・階の断面</source>
   <translation>Cut: water, ground and floors</translation>
  </message>
  <message>
   <source>水位計・カメラ</source>
   <translation>Gauges and cameras</translation>
  </message>
  <message>
   <source>水位計・カメラのデータがありません。CSV・JSON か、ブローカーの接続ファイル（.gisbroker）を読み込んでください。</source>
   <translation>There are no data of gauges and cameras. Read a CSV or JSON, or a connection file of a broker (.gisbroker).</translation>
  </message>
  <message>
   <source>水平面</source>
   <translation>A level</translation>
  </message>
  <message>
   <source>水平面の標高</source>
   <translation>Height of the level</translation>
  </message>
  <message>
   <source>水平面積</source>
   <translation>Area on the map</translation>
  </message>
  <message>
   <source>水面</source>
   <translation>Water</translation>
  </message>
  <message>
   <source>水面を表示する</source>
   <translation>Show the water</translation>
  </message>
  <message>
   <source>決まった区切り</source>
   <translation>Standard classes</translation>
  </message>
  <message>
   <source>決まりのない分類</source>
   <translation>Class without a meaning</translation>
  </message>
  <message>
   <source>決めた部署</source>
   <translation>Decided by (section)</translation>
  </message>
  <message>
   <source>決めた部署を書いてください</source>
   <translation>Please write which department decided</translation>
  </message>
  <message>
   <source>決めた部署（記録に残ります）</source>
   <translation>Department that decides (kept in the log)</translation>
  </message>
  <message>
   <source>決める</source>
   <translation>Decide</translation>
  </message>
  <message>
   <source>決定: {owner}</source>
   <translation>Decided: {owner}</translation>
  </message>
  <message>
   <source>決定を取り消す</source>
   <translation>Withdraw the decision</translation>
  </message>
  <message>
   <source>決定済み</source>
   <translation>Decided</translation>
  </message>
  <message>
   <source>法42条1項1号（道路法）</source>
   <translation>Art. 42(1)1 (Road Act)</translation>
  </message>
  <message>
   <source>法42条1項2号（開発など）</source>
   <translation>Art. 42(1)2 (development)</translation>
  </message>
  <message>
   <source>法42条1項3号（既存）</source>
   <translation>Art. 42(1)3 (existing)</translation>
  </message>
  <message>
   <source>法42条1項4号（計画）</source>
   <translation>Art. 42(1)4 (planned)</translation>
  </message>
  <message>
   <source>法42条1項5号（位置指定）</source>
   <translation>Art. 42(1)5 (designated)</translation>
  </message>
  <message>
   <source>法42条2項（みなし）</source>
   <translation>Art. 42(2) (deemed)</translation>
  </message>
  <message>
   <source>法42条3項</source>
   <translation>Art. 42(3)</translation>
  </message>
  <message>
   <source>法43条2項の道</source>
   <translation>Way of Art. 43(2)</translation>
  </message>
  <message>
   <source>法の道路でない道</source>
   <translation>No road of the Act</translation>
  </message>
  <message>
   <source>法面の測り方</source>
   <translation>Slopes measured</translation>
  </message>
  <message>
   <source>注意</source>
   <translation>Caution</translation>
  </message>
  <message>
   <source>浅く</source>
   <translation>Less</translation>
  </message>
  <message>
   <source>浸水する建物</source>
   <translation>Buildings reached by water</translation>
  </message>
  <message>
   <source>浸水深の画像が地面を覆っています。隠すと、水面だけが見えます。</source>
   <translation>Pictures of depths cover the ground. Hide them to see the water alone.</translation>
  </message>
  <message>
   <source>浸水深を、詳細版の8区分で表します（標準は6区分）。</source>
   <translation>Shows depths in the eight classes of the detailed legend (the standard one has six).</translation>
  </message>
  <message>
   <source>消す</source>
   <translation>Delete</translation>
  </message>
  <message>
   <source>深く</source>
   <translation>More</translation>
  </message>
  <message>
   <source>減</source>
   <translation>Less</translation>
  </message>
  <message>
   <source>減った量</source>
   <translation>Removed</translation>
  </message>
  <message>
   <source>測った点群</source>
   <translation>Measured in</translation>
  </message>
  <message>
   <source>測量の精度</source>
   <translation>Accuracy of the survey</translation>
  </message>
  <message>
   <source>準耐火建築物など</source>
   <translation>Quasi-fireproof building</translation>
  </message>
  <message>
   <source>災害の想定</source>
   <translation>Hazards</translation>
  </message>
  <message>
   <source>災害の想定のデータがありません。PLATEAU の fld・tnm・htd・lsld、国土数値情報の A31・A33・A40・A49、または浸水深の GeoTIFF・CSV を読み込んでください。</source>
   <translation>There are no data of hazards. Read in fld, tnm, htd or lsld of PLATEAU, A31, A33, A40 or A49 of the National Land Numerical Information, or depths as GeoTIFF or CSV.</translation>
  </message>
  <message>
   <source>災害の想定を建物に重ねています…</source>
   <translation>Laying the hazards over the buildings…</translation>
  </message>
  <message>
   <source>災害の想定・建物の用途・避難先</source>
   <translation>Hazards, uses of buildings, shelters</translation>
  </message>
  <message>
   <source>災害対応</source>
   <translation>What happens now</translation>
  </message>
  <message>
   <source>災害情報の集約</source>
   <translation>Damage reports</translation>
  </message>
  <message>
   <source>災害情報を調べています…</source>
   <translation>Looking at the damage reports…</translation>
  </message>
  <message>
   <source>点</source>
   <translation>Point</translation>
  </message>
  <message>
   <source>点/m²</source>
   <translation>points/m²</translation>
  </message>
  <message>
   <source>点のある割合</source>
   <translation>Covered by points</translation>
  </message>
  <message>
   <source>点のばらつきによる ±</source>
   <translation>± by scatter of points</translation>
  </message>
  <message>
   <source>点のまばらな所では、すき間が空かないように大きく描きます。</source>
   <translation>Where points are sparse they are drawn larger, so that no gaps show.</translation>
  </message>
  <message>
   <source>点の大きさ</source>
   <translation>Size of the points</translation>
  </message>
  <message>
   <source>点の幅</source>
   <translation>Width of points</translation>
  </message>
  <message>
   <source>点の数に合わせる</source>
   <translation>As suits the points</translation>
  </message>
  <message>
   <source>点の色</source>
   <translation>Colour of the points</translation>
  </message>
  <message>
   <source>点の色（RGB）</source>
   <translation>Own colours (RGB)</translation>
  </message>
  <message>
   <source>点の見え方</source>
   <translation>Look of the points</translation>
  </message>
  <message>
   <source>点をクリックすると、座標と標高が出ます。</source>
   <translation>Click a point for its coordinates and height.</translation>
  </message>
  <message>
   <source>点を消す</source>
   <translation>Remove point</translation>
  </message>
  <message>
   <source>点密度</source>
   <translation>Density</translation>
  </message>
  <message>
   <source>点数</source>
   <translation>Points</translation>
  </message>
  <message>
   <source>点検</source>
   <translation>Check</translation>
  </message>
  <message>
   <source>点検が終わると承認できます。</source>
   <translation>It can be approved when the check has ended.</translation>
  </message>
  <message>
   <source>点検しています…</source>
   <translation>Checking…</translation>
  </message>
  <message>
   <source>点検する</source>
   <translation>Check</translation>
  </message>
  <message>
   <source>点検する区域</source>
   <translation>Areas to check</translation>
  </message>
  <message>
   <source>点検で見つかったもの</source>
   <translation>What the check found</translation>
  </message>
  <message>
   <source>点検のあとに台帳が変わりました。もう一度点検してください。</source>
   <translation>The ledger has changed since the check. Check it again.</translation>
  </message>
  <message>
   <source>点検の結果</source>
   <translation>Result of the check</translation>
  </message>
  <message>
   <source>点検・比較</source>
   <translation>Check and compare</translation>
  </message>
  <message>
   <source>点検日</source>
   <translation>Inspection date</translation>
  </message>
  <message>
   <source>点検日・部署</source>
   <translation>Date, department</translation>
  </message>
  <message>
   <source>点群</source>
   <translation>Point cloud</translation>
  </message>
  <message>
   <source>点群か地図をクリックしてください</source>
   <translation>Click the scan or the map</translation>
  </message>
  <message>
   <source>点群の上では、実際の点を拾います。</source>
   <translation>On a scan its own points are picked.</translation>
  </message>
  <message>
   <source>点群の点をクリックした場所に、状態・内容・写真を書き留めます。</source>
   <translation>Notes down state, text and photos where a point of the scan was clicked.</translation>
  </message>
  <message>
   <source>点群を選ぶ…</source>
   <translation>Choose a point cloud…</translation>
  </message>
  <message>
   <source>点群を開く</source>
   <translation>Open a point cloud</translation>
  </message>
  <message>
   <source>照合する</source>
   <translation>Verify</translation>
  </message>
  <message>
   <source>片方だけにある</source>
   <translation>In one only</translation>
  </message>
  <message>
   <source>片方の名前が、もう片方に含まれています</source>
   <translation>One name is part of the other</translation>
  </message>
  <message>
   <source>状態</source>
   <translation>State</translation>
  </message>
  <message>
   <source>状態ごと</source>
   <translation>By state</translation>
  </message>
  <message>
   <source>状態の経過</source>
   <translation>History of states</translation>
  </message>
  <message>
   <source>理由</source>
   <translation>Reason</translation>
  </message>
  <message>
   <source>理由・経緯</source>
   <translation>Reason</translation>
  </message>
  <message>
   <source>理由・経緯（例: 両自治会に確認）</source>
   <translation>Reason (such as: both associations agree)</translation>
  </message>
  <message>
   <source>町名・番地から {count} 件の区域を作りました。</source>
   <translation>{count} areas were made from addresses. </translation>
  </message>
  <message>
   <source>町名・番地の図</source>
   <translation>Map of blocks and lots</translation>
  </message>
  <message>
   <source>画像の全体を見る</source>
   <translation>See all of the picture</translation>
  </message>
  <message>
   <source>画像を読んでいます…</source>
   <translation>Reading the picture…</translation>
  </message>
  <message>
   <source>画像を隠す</source>
   <translation>Hide the pictures</translation>
  </message>
  <message>
   <source>画面の中にこのレイヤのものがありません。地図を動かしてください。</source>
   <translation>Nothing of this layer is in the picture. Move the map.</translation>
  </message>
  <message>
   <source>画面の中のもの</source>
   <translation>In the picture</translation>
  </message>
  <message>
   <source>番号で {count}</source>
   <translation>{count} by number</translation>
  </message>
  <message>
   <source>登録する</source>
   <translation>Keep</translation>
  </message>
  <message>
   <source>盛土の面積</source>
   <translation>Area of fill</translation>
  </message>
  <message>
   <source>盛土量（平均断面法）</source>
   <translation>Fill (average end areas)</translation>
  </message>
  <message>
   <source>目的</source>
   <translation>What for</translation>
  </message>
  <message>
   <source>直す</source>
   <translation>Correct</translation>
  </message>
  <message>
   <source>真北</source>
   <translation>true north</translation>
  </message>
  <message>
   <source>確かめて {count}</source>
   <translation>{count} confirmed</translation>
  </message>
  <message>
   <source>確かめています…</source>
   <translation>Checking…</translation>
  </message>
  <message>
   <source>確かめました。公開できます</source>
   <translation>Looked at; it may be published</translation>
  </message>
  <message>
   <source>確かめること</source>
   <translation>To be confirmed</translation>
  </message>
  <message>
   <source>確かめるところ: {office}</source>
   <translation>Ask: {office}</translation>
  </message>
  <message>
   <source>確定して記録</source>
   <translation>Confirm and record</translation>
  </message>
  <message>
   <source>確認が必要なことが {count} 件あります。</source>
   <translation>Warnings to accept: {count}.</translation>
  </message>
  <message>
   <source>磁北</source>
   <translation>magnetic north</translation>
  </message>
  <message>
   <source>移動</source>
   <translation>Go there</translation>
  </message>
  <message>
   <source>種別</source>
   <translation>Kind</translation>
  </message>
  <message>
   <source>種別 未確認</source>
   <translation>Kind not known</translation>
  </message>
  <message>
   <source>種別ごと</source>
   <translation>By kind</translation>
  </message>
  <message>
   <source>種別・場所</source>
   <translation>Kind and place</translation>
  </message>
  <message>
   <source>種類</source>
   <translation>Kind</translation>
  </message>
  <message>
   <source>空欄のままの必要な項目: {columns}</source>
   <translation>Needed columns that stay blank: {columns}</translation>
  </message>
  <message>
   <source>突き合わせています…</source>
   <translation>Putting together…</translation>
  </message>
  <message>
   <source>立退き</source>
   <translation>Leave</translation>
  </message>
  <message>
   <source>立退き避難が要る建物</source>
   <translation>Buildings to be left</translation>
  </message>
  <message>
   <source>筆のない場所です。敷地を描くと、建てられる範囲まで計算できます。</source>
   <translation>There is no parcel here. Draw a lot to work out what may be built.</translation>
  </message>
  <message>
   <source>筆の頂点に吸い付きます。Enter で終わり、Backspace で一つ戻り、Esc でやめます。</source>
   <translation>Corners jump to those of parcels. Enter ends, Backspace takes one back, Esc gives up.</translation>
  </message>
  <message>
   <source>等しい</source>
   <translation>equals</translation>
  </message>
  <message>
   <source>等しくない</source>
   <translation>does not equal</translation>
  </message>
  <message>
   <source>等間隔</source>
   <translation>Even steps</translation>
  </message>
  <message>
   <source>等高線…</source>
   <translation>Contours…</translation>
  </message>
  <message>
   <source>等高線の間隔</source>
   <translation>Contour interval</translation>
  </message>
  <message>
   <source>箱</source>
   <translation>Box</translation>
  </message>
  <message>
   <source>範囲: 東経 {west}～{east}、北緯 {south}～{north}</source>
   <translation>Extent: {west}–{east}°E, {south}–{north}°N</translation>
  </message>
  <message>
   <source>範囲の縁の地面</source>
   <translation>Ground along the rim</translation>
  </message>
  <message>
   <source>範囲（東西×南北）</source>
   <translation>Extent (E–W × N–S)</translation>
  </message>
  <message>
   <source>約 {count} 人（推計）</source>
   <translation>About {count} (estimate)</translation>
  </message>
  <message>
   <source>約 {share}</source>
   <translation>about {share}</translation>
  </message>
  <message>
   <source>紙</source>
   <translation>Paper</translation>
  </message>
  <message>
   <source>紙に載せる部署と電話</source>
   <translation>Section and telephone on paper</translation>
  </message>
  <message>
   <source>紙の区域図のスキャンを、地図の上に置いて写し取れるようにします。</source>
   <translation>Lays the scan of a paper map over the map, so that areas can be traced.</translation>
  </message>
  <message>
   <source>紙の図しかないときは、スキャンした画像を地図に置いて写し取れます。</source>
   <translation>Where there is only paper, a scan can be laid over the map and traced.</translation>
  </message>
  <message>
   <source>細かい食い違いをすべて寄せる（{count} 件）</source>
   <translation>Snap all slivers ({count})</translation>
  </message>
  <message>
   <source>細かく…</source>
   <translation>More…</translation>
  </message>
  <message>
   <source>経過日数</source>
   <translation>Age in days</translation>
  </message>
  <message>
   <source>結果は新しいファイルになり、元の点群は変わりません。地面は推定なので、画面で確かめてください。</source>
   <translation>Results are new files; the scan stays as it is. Ground is an estimate: check it in the view.</translation>
  </message>
  <message>
   <source>絞り込み…</source>
   <translation>Filter…</translation>
  </message>
  <message>
   <source>絞り込みに従う</source>
   <translation>Follow the filter</translation>
  </message>
  <message>
   <source>絞り込みを通ったもの</source>
   <translation>What passes the filter</translation>
  </message>
  <message>
   <source>絞り込みを通ったものがありません。条件を確かめてください。</source>
   <translation>Nothing passes the filter. Check its conditions.</translation>
  </message>
  <message>
   <source>絞り込む</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>統合</source>
   <translation>Merge</translation>
  </message>
  <message>
   <source>統合する</source>
   <translation>Merge them</translation>
  </message>
  <message>
   <source>統合する区域を地図で順にクリックします。最初の自治会が残ります。</source>
   <translation>Click the areas to be merged on the map. The first association stays.</translation>
  </message>
  <message>
   <source>続きから置く</source>
   <translation>Go on placing it</translation>
  </message>
  <message>
   <source>総括表の保存先を選ぶ</source>
   <translation>Choose where to save the summary</translation>
  </message>
  <message>
   <source>総括表を書き出す…</source>
   <translation>Write the summary…</translation>
  </message>
  <message>
   <source>線で引き直す</source>
   <translation>Draw anew</translation>
  </message>
  <message>
   <source>線路</source>
   <translation>Railway</translation>
  </message>
  <message>
   <source>編集</source>
   <translation>Edit</translation>
  </message>
  <message>
   <source>編集する自治会</source>
   <translation>Association to be edited</translation>
  </message>
  <message>
   <source>縦 {times} 倍</source>
   <translation>heights × {times}</translation>
  </message>
  <message>
   <source>縮小</source>
   <translation>Zoom out</translation>
  </message>
  <message>
   <source>縮尺</source>
   <translation>Scale</translation>
  </message>
  <message>
   <source>縮尺 自動</source>
   <translation>Scale: automatic</translation>
  </message>
  <message>
   <source>置いた画像の保存先</source>
   <translation>Where the placed picture is saved</translation>
  </message>
  <message>
   <source>置き方</source>
   <translation>Method</translation>
  </message>
  <message>
   <source>置く…</source>
   <translation>Place…</translation>
  </message>
  <message>
   <source>署名の鍵がないため、署名なしで作ります（照合はできます）。</source>
   <translation>There is no key, so it is made unsigned (it can still be verified).</translation>
  </message>
  <message>
   <source>署名の鍵を作る</source>
   <translation>Make a key for signing</translation>
  </message>
  <message>
   <source>耐火の別を決めない</source>
   <translation>Fire resistance open</translation>
  </message>
  <message>
   <source>耐火建築物など</source>
   <translation>Fireproof building</translation>
  </message>
  <message>
   <source>職員が確認</source>
   <translation>Confirmed by staff</translation>
  </message>
  <message>
   <source>職員の入力を消す</source>
   <translation>Remove what staff entered</translation>
  </message>
  <message>
   <source>職員入力</source>
   <translation>By staff</translation>
  </message>
  <message>
   <source>背景の画像・地形</source>
   <translation>Background picture or terrain</translation>
  </message>
  <message>
   <source>自治会の台帳</source>
   <translation>Ledger of associations</translation>
  </message>
  <message>
   <source>自治会の台帳を作る</source>
   <translation>Make the ledger of associations</translation>
  </message>
  <message>
   <source>自治会をまるごと外す</source>
   <translation>End the whole association</translation>
  </message>
  <message>
   <source>自治会を選ぶと、区域の経過を示します。</source>
   <translation>Choose an association to see the history of its area.</translation>
  </message>
  <message>
   <source>自治会を選ぶ（地図のクリックでも選べます）</source>
   <translation>Choose an association (or click on the map)</translation>
  </message>
  <message>
   <source>自治会を選んでください。</source>
   <translation>Choose an association.</translation>
  </message>
  <message>
   <source>自治会・町丁目などの区域の図を読み込むと、区域ごとに数えられます。</source>
   <translation>Read a map of neighbourhoods (associations, town blocks) to count by them.</translation>
  </message>
  <message>
   <source>自治体標準「{name}」</source>
   <translation>Municipal standard “{name}”</translation>
  </message>
  <message>
   <source>色</source>
   <translation>Colour</translation>
  </message>
  <message>
   <source>表としてコピーする</source>
   <translation>Copy as a table</translation>
  </message>
  <message>
   <source>表に出す項目</source>
   <translation>Columns of the table</translation>
  </message>
  <message>
   <source>表の代わりにグラフを見る</source>
   <translation>Show the chart instead of the table</translation>
  </message>
  <message>
   <source>表の区域</source>
   <translation>Areas of the table</translation>
  </message>
  <message>
   <source>表を CSV に書き出す</source>
   <translation>Write the table as CSV</translation>
  </message>
  <message>
   <source>表をコピーする</source>
   <translation>Copy the table</translation>
  </message>
  <message>
   <source>表を書き出す</source>
   <translation>Write the table</translation>
  </message>
  <message>
   <source>表（Excel）…</source>
   <translation>Tables (Excel)…</translation>
  </message>
  <message>
   <source>要対応 {count} 件</source>
   <translation>{count} to be dealt with</translation>
  </message>
  <message>
   <source>要確認</source>
   <translation>Confirm</translation>
  </message>
  <message>
   <source>要確認: 世帯数より多い</source>
   <translation>To confirm: more than households</translation>
  </message>
  <message>
   <source>要確認としたことの判断など</source>
   <translation>What was decided about warnings, etc.</translation>
  </message>
  <message>
   <source>見えるものはありません</source>
   <translation>Nothing to be seen</translation>
  </message>
  <message>
   <source>見つかったもの</source>
   <translation>Found</translation>
  </message>
  <message>
   <source>見つかった場所へ移る</source>
   <translation>Go to the place</translation>
  </message>
  <message>
   <source>見つからないデータの場所を指定する…</source>
   <translation>Say where missing data lie…</translation>
  </message>
  <message>
   <source>見つからないレイヤ</source>
   <translation>A layer that was not found</translation>
  </message>
  <message>
   <source>見る・測る</source>
   <translation>Look and measure</translation>
  </message>
  <message>
   <source>規制</source>
   <translation>Regulations</translation>
  </message>
  <message>
   <source>規制のレイヤ（用途地域など）がありません。都市計画のデータを読み込んでください。ないあいだは、すべて「未確認」になります。</source>
   <translation>There is no layer of regulations (use districts and others). Read in city planning data. Until then everything is “not confirmed”.</translation>
  </message>
  <message>
   <source>規制の一覧: {name}</source>
   <translation>Table of regulations: {name}</translation>
  </message>
  <message>
   <source>規格値（±）</source>
   <translation>Limits (±)</translation>
  </message>
  <message>
   <source>角を順にクリックし、はじめの角かダブルクリックで閉じます。水平面積と斜面積が出ます。</source>
   <translation>Click the corners one by one; close with the first one or a double click. The area on the map and on the slope is told.</translation>
  </message>
  <message>
   <source>角を順にクリックし、ダブルクリックか Enter で終えます。</source>
   <translation>Click the corners one by one; end with a double click or Enter.</translation>
  </message>
  <message>
   <source>角地の緩和を受ける（法53条3項2号）</source>
   <translation>Corner lot relaxation (Art. 53(3)2)</translation>
  </message>
  <message>
   <source>解く</source>
   <translation>Remove</translation>
  </message>
  <message>
   <source>計測</source>
   <translation>Measure</translation>
  </message>
  <message>
   <source>計測の一覧</source>
   <translation>List of measurements</translation>
  </message>
  <message>
   <source>計算しています…</source>
   <translation>Working out…</translation>
  </message>
  <message>
   <source>計算と根拠</source>
   <translation>Derivation and articles</translation>
  </message>
  <message>
   <source>記入する</source>
   <translation>Enter</translation>
  </message>
  <message>
   <source>記録しました {time}</source>
   <translation>Recorded {time}</translation>
  </message>
  <message>
   <source>設定</source>
   <translation>Settings</translation>
  </message>
  <message>
   <source>設定がまだ終わっていません。</source>
   <translation>The settings are not finished yet.</translation>
  </message>
  <message>
   <source>設定したレイヤ {all} 件のうち、審査を待つもの {waiting} 件</source>
   <translation>Layers with settings: {all}, of these to review: {waiting}</translation>
  </message>
  <message>
   <source>設定を消す</source>
   <translation>Delete settings</translation>
  </message>
  <message>
   <source>設計面の全体を{kind}とする</source>
   <translation>The whole design as {kind}</translation>
  </message>
  <message>
   <source>設計面を選ぶ…</source>
   <translation>Choose design…</translation>
  </message>
  <message>
   <source>設計面（LandXML）と点群の差を、部位ごとに規格値と比べます。</source>
   <translation>Compares the scan with a design surface (LandXML), part by part, against limits.</translation>
  </message>
  <message>
   <source>設計面（LandXML）を選ぶ</source>
   <translation>Choose a design surface (LandXML)</translation>
  </message>
  <message>
   <source>評価する</source>
   <translation>Evaluate</translation>
  </message>
  <message>
   <source>該当</source>
   <translation>Applies</translation>
  </message>
  <message>
   <source>該当なし</source>
   <translation>None</translation>
  </message>
  <message>
   <source>該当なし（{count} 件）</source>
   <translation>Does not apply ({count})</translation>
  </message>
  <message>
   <source>誤りの訂正</source>
   <translation>Put a mistake right</translation>
  </message>
  <message>
   <source>読みが同じです</source>
   <translation>Read the same</translation>
  </message>
  <message>
   <source>読み直す</source>
   <translation>Read again</translation>
  </message>
  <message>
   <source>読み込みの記録…</source>
   <translation>Receipt…</translation>
  </message>
  <message>
   <source>読み込んだデータに、気づいた点はありません。</source>
   <translation>There are no findings about the data.</translation>
  </message>
  <message>
   <source>読み込んだ日</source>
   <translation>Read on</translation>
  </message>
  <message>
   <source>調べる</source>
   <translation>Check</translation>
  </message>
  <message>
   <source>調査票を作る</source>
   <translation>Make the answer sheet</translation>
  </message>
  <message>
   <source>資料がないため未確認（{count} 件）</source>
   <translation>Not confirmed, no source ({count})</translation>
  </message>
  <message>
   <source>資料による提案に戻す</source>
   <translation>Back to what the sources say</translation>
  </message>
  <message>
   <source>資料のとおり</source>
   <translation>As the source says</translation>
  </message>
  <message>
   <source>超過</source>
   <translation>Exceeded</translation>
  </message>
  <message>
   <source>距離の点群を書き出す…</source>
   <translation>Write distances…</translation>
  </message>
  <message>
   <source>車道と路肩の幅</source>
   <translation>Carriageway and shoulders</translation>
  </message>
  <message>
   <source>軸</source>
   <translation>Axis</translation>
  </message>
  <message>
   <source>軸 {length} m のうち点のある所 {share} %、路面: {basis}</source>
   <translation>Axis {length} m, points on {share} % of it; road: {basis}</translation>
  </message>
  <message>
   <source>軸の右の幅</source>
   <translation>Right of the axis</translation>
  </message>
  <message>
   <source>軸の左の幅</source>
   <translation>Left of the axis</translation>
  </message>
  <message>
   <source>軸を順にクリックし、ダブルクリックか Enter で終えます。横断が並びます。</source>
   <translation>Click along the axis, end with a double click or Enter; sections across it follow.</translation>
  </message>
  <message>
   <source>辺 {number}</source>
   <translation>Edge {number}</translation>
  </message>
  <message>
   <source>辺 {number}　{what}　{higher} m</source>
   <translation>Edge {number}  {what}  {higher} m</translation>
  </message>
  <message>
   <source>退任した日</source>
   <translation>Until</translation>
  </message>
  <message>
   <source>通りの断面</source>
   <translation>Cut through a street</translation>
  </message>
  <message>
   <source>通報者</source>
   <translation>Reporter</translation>
  </message>
  <message>
   <source>通報者（公開しません）</source>
   <translation>Reporter (never published)</translation>
  </message>
  <message>
   <source>道路</source>
   <translation>Road</translation>
  </message>
  <message>
   <source>道路からの後退</source>
   <translation>Set-back from the road</translation>
  </message>
  <message>
   <source>道路と辺</source>
   <translation>Roads and edges</translation>
  </message>
  <message>
   <source>道路に {length} 接しています（2 m 以上が必要）</source>
   <translation>{length} along a road (2 m are needed)</translation>
  </message>
  <message>
   <source>道路の反対側</source>
   <translation>Beyond the road</translation>
  </message>
  <message>
   <source>道路後退を除く敷地面積 {area}</source>
   <translation>Site area without road set-back {area}</translation>
  </message>
  <message>
   <source>違う</source>
   <translation>Different</translation>
  </message>
  <message>
   <source>適合</source>
   <translation>Kept</translation>
  </message>
  <message>
   <source>選ぶ</source>
   <translation>Select</translation>
  </message>
  <message>
   <source>選ぶ…</source>
   <translation>Choose…</translation>
  </message>
  <message>
   <source>選んだものへ移る</source>
   <translation>Go to the selection</translation>
  </message>
  <message>
   <source>選んだ列のまま</source>
   <translation>The chosen columns as they are</translation>
  </message>
  <message>
   <source>選んだ想定に水面の区域がありません。標高を決めて水を張ることはできます。</source>
   <translation>The chosen hazards have no areas of water. Water can still be filled up to a height.</translation>
  </message>
  <message>
   <source>選んだ行をコピーする</source>
   <translation>Copy the selected rows</translation>
  </message>
  <message>
   <source>選んでください</source>
   <translation>Choose</translation>
  </message>
  <message>
   <source>選択から除く</source>
   <translation>Remove from the selection</translation>
  </message>
  <message>
   <source>選択したもの</source>
   <translation>What is selected</translation>
  </message>
  <message>
   <source>選択した件数</source>
   <translation>Selected</translation>
  </message>
  <message>
   <source>選択した行だけ</source>
   <translation>Selected rows only</translation>
  </message>
  <message>
   <source>選択に加える</source>
   <translation>Add to the selection</translation>
  </message>
  <message>
   <source>選択に加える・除くなど</source>
   <translation>Add to the selection, remove from it, and more</translation>
  </message>
  <message>
   <source>選択の中から選ぶ</source>
   <translation>Select within the selection</translation>
  </message>
  <message>
   <source>避難先</source>
   <translation>Shelters</translation>
  </message>
  <message>
   <source>避難先の一覧がありません。指定緊急避難場所の CSV や Excel を読み込んでください。</source>
   <translation>There is no list of shelters. Read in the CSV or Excel file of designated shelters.</translation>
  </message>
  <message>
   <source>避難判断</source>
   <translation>Evacuation</translation>
  </message>
  <message>
   <source>部位の範囲</source>
   <translation>Parts</translation>
  </message>
  <message>
   <source>部署</source>
   <translation>Department</translation>
  </message>
  <message>
   <source>部署ごと</source>
   <translation>By department</translation>
  </message>
  <message>
   <source>部署の図は直しません。台帳に取り込むと、台帳で直せます。</source>
   <translation>The map of a department is not changed. Once it is in the ledger, the ledger can be repaired.</translation>
  </message>
  <message>
   <source>部署の図を比べる</source>
   <translation>Compare the maps of departments</translation>
  </message>
  <message>
   <source>部署は未確認</source>
   <translation>Department not known</translation>
  </message>
  <message>
   <source>重ねる後の時期</source>
   <translation>Later flight</translation>
  </message>
  <message>
   <source>重複かもしれない報告</source>
   <translation>Reports that may be the same</translation>
  </message>
  <message>
   <source>長さ</source>
   <translation>Length</translation>
  </message>
  <message>
   <source>閉じる</source>
   <translation>Close</translation>
  </message>
  <message>
   <source>閉じる（対応点は残ります）</source>
   <translation>Close (the points stay)</translation>
  </message>
  <message>
   <source>開いた人・変えた人</source>
   <translation>Who opened and changed it</translation>
  </message>
  <message>
   <source>開いているレイヤに、自治会の区域らしいものはありません。</source>
   <translation>No open layer looks like areas of associations.</translation>
  </message>
  <message>
   <source>開いている区域の図</source>
   <translation>Maps of areas that are open</translation>
  </message>
  <message>
   <source>開くと、計測・断面・土量・変化の比較ができます。座標系の書かれていないファイルは、置き場所の候補を地図で確かめてから開きます。</source>
   <translation>Then you can measure, cut sections, work out volumes and compare surveys. Where a file names no coordinate system, you check the proposed places on the map first.</translation>
  </message>
  <message>
   <source>開く人の部署</source>
   <translation>Department that opens it</translation>
  </message>
  <message>
   <source>階数の上限</source>
   <translation>Most storeys</translation>
  </message>
  <message>
   <source>階高</source>
   <translation>Storey height</translation>
  </message>
  <message>
   <source>隠さない</source>
   <translation>Hide none</translation>
  </message>
  <message>
   <source>隣地</source>
   <translation>Neighbour</translation>
  </message>
  <message>
   <source>集会所</source>
   <translation>Meeting halls</translation>
  </message>
  <message>
   <source>集計しています…</source>
   <translation>Adding up…</translation>
  </message>
  <message>
   <source>集計する</source>
   <translation>Add up</translation>
  </message>
  <message>
   <source>集計できるレイヤがありません。データを読み込んでください。</source>
   <translation>There is no layer to make figures of. Read some data.</translation>
  </message>
  <message>
   <source>集計の表</source>
   <translation>Table of figures</translation>
  </message>
  <message>
   <source>集計を書き出す</source>
   <translation>Write the totals</translation>
  </message>
  <message>
   <source>電話</source>
   <translation>Telephone</translation>
  </message>
  <message>
   <source>面に垂直な距離（M3C2）</source>
   <translation>Distance along normals (M3C2)</translation>
  </message>
  <message>
   <source>面積</source>
   <translation>Area</translation>
  </message>
  <message>
   <source>項目</source>
   <translation>Attribute</translation>
  </message>
  <message>
   <source>項目…</source>
   <translation>Columns…</translation>
  </message>
  <message>
   <source>項目の名前で探す</source>
   <translation>Find a column by name</translation>
  </message>
  <message>
   <source>食い違い {count} か所</source>
   <translation>{count} places differ</translation>
  </message>
  <message>
   <source>食い違いはありません</source>
   <translation>No differences</translation>
  </message>
  <message>
   <source>食い違う場所</source>
   <translation>Places that differ</translation>
  </message>
  <message>
   <source>高さ</source>
   <translation>Height</translation>
  </message>
  <message>
   <source>高さ &gt; 10 かつ 用途 が 住宅, 共同住宅 のどれか</source>
   <translation>高さ &gt; 10 かつ 用途 が 住宅, 共同住宅 のどれか</translation>
  </message>
  <message>
   <source>高さか階数で決まります</source>
   <translation>Height or storeys end the stack</translation>
  </message>
  <message>
   <source>高さの制限なし</source>
   <translation>No height limit</translation>
  </message>
  <message>
   <source>高さの制限のない部分があります</source>
   <translation>Part of it has no height limit</translation>
  </message>
  <message>
   <source>高さの基準</source>
   <translation>Levels</translation>
  </message>
  <message>
   <source>高さの差（格子）</source>
   <translation>Difference of heights (grid)</translation>
  </message>
  <message>
   <source>高さを制限する規制</source>
   <translation>Rules that limit the height</translation>
  </message>
  <message>
   <source>高さを測る地盤面</source>
   <translation>Ground levels that heights count from</translation>
  </message>
  <message>
   <source>高低差が {step} m を超えるため、地盤面は {count} つに分かれます（令2条2項）: {levels}。建物が敷地いっぱいに建つものとした区分です。</source>
   <translation>The lot rises by more than {step} m, so it has {count} ground levels (Order Art. 2(2)): {levels}. A building that fills the lot is assumed.</translation>
  </message>
  <message>
   <source>高低差なしに戻す</source>
   <translation>Back to level ground</translation>
  </message>
  <message>
   <source>（{compared} 件を調べた結果です）</source>
   <translation>(from {compared} features compared)</translation>
  </message>
  <message>
   <source>（なし）</source>
   <translation>(none)</translation>
  </message>
  <message>
   <source>（まだ選んでいません）</source>
   <translation>(none chosen yet)</translation>
  </message>
 </context>
 <context>
  <name>window</name>
  <message>
   <source>1 つ戻る</source>
   <translation>Step back</translation>
  </message>
  <message>
   <source>1 つ進む</source>
   <translation>Step forward</translation>
  </message>
  <message>
   <source>1 列目が北（X）、2 列目が東（Y）</source>
   <translation>first column north (X), second east (Y)</translation>
  </message>
  <message>
   <source>1 列目が東、2 列目が北</source>
   <translation>first column east, second north</translation>
  </message>
  <message>
   <source>1 行に 1 つの時間と値</source>
   <translation>One time and its value in each row</translation>
  </message>
  <message>
   <source>2つの想定の違い</source>
   <translation>Differences of two scenarios</translation>
  </message>
  <message>
   <source>3D 都市モデル: 国土交通省 Project PLATEAU（CC BY 4.0 など、データごとの利用条件に従ってください）</source>
   <translation>3D city models: MLIT Project PLATEAU (CC BY 4.0 and others; follow the terms of each dataset)</translation>
  </message>
  <message>
   <source>A3 横（大きな立体図）</source>
   <translation>A3 across (large picture)</translation>
  </message>
  <message>
   <source>A4 縦</source>
   <translation>A4 upright</translation>
  </message>
  <message>
   <source>CSV (*.csv)</source>
   <translation>CSV (*.csv)</translation>
  </message>
  <message>
   <source>Ctrl + 矢印キー</source>
   <translation>Ctrl + arrow keys</translation>
  </message>
  <message>
   <source>JGD2000（2011年までの世界測地系）</source>
   <translation>JGD2000 (until 2011)</translation>
  </message>
  <message>
   <source>JGD2011 緯度経度・標高（{crs}）</source>
   <translation>JGD2011 latitude, longitude, height ({crs})</translation>
  </message>
  <message>
   <source>JGD2011 緯度経度（{crs}）</source>
   <translation>JGD2011 latitude, longitude ({crs})</translation>
  </message>
  <message>
   <source>JGD2011・JGD2024（今の世界測地系）</source>
   <translation>JGD2011 and JGD2024 (in use now)</translation>
  </message>
  <message>
   <source>PDF に保存…</source>
   <translation>Save as PDF…</translation>
  </message>
  <message>
   <source>Shift + ドラッグ</source>
   <translation>Shift + drag</translation>
  </message>
  <message>
   <source>Shift + 矢印キー</source>
   <translation>Shift + arrow keys</translation>
  </message>
  <message>
   <source>Shift で加える、Alt で除く、Shift + Alt で重なりだけ残す</source>
   <translation>Shift adds, Alt removes, Shift + Alt keeps what is in both</translation>
  </message>
  <message>
   <source>UTM {zone} 帯　{datum}</source>
   <translation>UTM zone {zone}, {datum}</translation>
  </message>
  <message>
   <source>UTM 座標 第 {zone} 帯・{datum}（{crs}）</source>
   <translation>UTM zone {zone}, {datum} ({crs})</translation>
  </message>
  <message>
   <source>Web メルカトル</source>
   <translation>Web Mercator</translation>
  </message>
  <message>
   <source>Web メルカトル（{crs}）</source>
   <translation>Web Mercator ({crs})</translation>
  </message>
  <message>
   <source>X {south} ～ {north} m、Y {west} ～ {east} m、標高 {bottom} ～ {top} m</source>
   <translation>X {south} to {north} m, Y {west} to {east} m, height {bottom} to {top} m</translation>
  </message>
  <message>
   <source>tcp://ホスト:ポート と書くと、まちの読み込みをほかのパソコンと分担します。空ならこのパソコンだけで読み込みます。次に起動したときから変わります。</source>
   <translation>With tcp://host:port, reading cities is shared with other PCs. Empty: this PC alone. Takes effect at the next start.</translation>
  </message>
  <message>
   <source>zip は展開せずにそのまま開けます。CityGML（.gml）とプロジェクト（.gisproj）も開けます。</source>
   <translation>A zip opens as it is, without unpacking. CityGML (.gml) and projects (.gisproj) open too.</translation>
  </message>
  <message>
   <source>{area}で使う座標系です。</source>
   <translation>The system of {area}.</translation>
  </message>
  <message>
   <source>{count} 件</source>
   <translation>{count} features</translation>
  </message>
  <message>
   <source>{count} 件のデータが、読み込んだ後に更新されています（{names}）。</source>
   <translation>{count} sources have changed since they were read ({names}).</translation>
  </message>
  <message>
   <source>{count} 件のレイヤのデータが、元の場所に見つかりません（{names}）。今ある場所を指定すると表示できます。</source>
   <translation>The data of {count} layers are not where they were ({names}). Say where they are now to show them.</translation>
  </message>
  <message>
   <source>{count} 件を選択中</source>
   <translation>{count} selected</translation>
  </message>
  <message>
   <source>{credit}（{name}）</source>
   <translation>{credit} ({name})</translation>
  </message>
  <message>
   <source>{file}: {rows} 行。それぞれの項目に当たる列を確かめてください。</source>
   <translation>{file}: {rows} rows. Check which column is meant for each.</translation>
  </message>
  <message>
   <source>{high}{unit} 未満</source>
   <translation>under {high}{unit}</translation>
  </message>
  <message>
   <source>{hours} 時間 {minutes} 分</source>
   <translation>{hours} h {minutes} min</translation>
  </message>
  <message>
   <source>{id} は地図にありません。形がないか、読み込めなかったものです。</source>
   <translation>{id} is not on the map. It has no shape or could not be read.</translation>
  </message>
  <message>
   <source>{interval} m ごと</source>
   <translation>every {interval} m</translation>
  </message>
  <message>
   <source>{keys} で元に戻ります</source>
   <translation>{keys} brings everything back</translation>
  </message>
  <message>
   <source>{line} 行目</source>
   <translation>line {line}</translation>
  </message>
  <message>
   <source>{low}{unit} 以上</source>
   <translation>{low}{unit} or more</translation>
  </message>
  <message>
   <source>{low}〜{high}、真ん中の値 {middle}　未確認 {missing} 件</source>
   <translation>{low}–{high}, median {middle}   {missing} not known</translation>
  </message>
  <message>
   <source>{low}～{high}{unit}</source>
   <translation>{low}–{high}{unit}</translation>
  </message>
  <message>
   <source>{minutes} 分 {seconds} 秒</source>
   <translation>{minutes} min {seconds} s</translation>
  </message>
  <message>
   <source>{moment}　{count} 件</source>
   <translation>{moment}: {count}</translation>
  </message>
  <message>
   <source>{month}月{day}日 {hour}:{minute:02}</source>
   <translation>{day}/{month} {hour}:{minute:02}</translation>
  </message>
  <message>
   <source>{name}
データが見つかりません: {path}</source>
   <translation>{name}
Data not found: {path}</translation>
  </message>
  <message>
   <source>{name}_地面.copc.laz</source>
   <translation>{name}_ground.copc.laz</translation>
  </message>
  <message>
   <source>{name}_等高線.gpkg</source>
   <translation>{name}_contours.gpkg</translation>
  </message>
  <message>
   <source>{name}_距離.laz</source>
   <translation>{name}_distance.laz</translation>
  </message>
  <message>
   <source>{name}　{layer}　{what}</source>
   <translation>{name}   {layer}   {what}</translation>
  </message>
  <message>
   <source>{name}の色を選ぶ</source>
   <translation>Choose the colour of {name}</translation>
  </message>
  <message>
   <source>{name}（{keys}）</source>
   <translation>{name} ({keys})</translation>
  </message>
  <message>
   <source>{path} に {count} 件を書き出しました。</source>
   <translation>{count} were written to {path}.</translation>
  </message>
  <message>
   <source>{path} に {count} 件を書き出しました。通報者・電話・内容・住所は入っていません。</source>
   <translation>{count} reports were written to {path}, without reporters, telephones, texts and addresses.</translation>
  </message>
  <message>
   <source>{path} に書き出しました。</source>
   <translation>Written to {path}.</translation>
  </message>
  <message>
   <source>{rows} 件のうち {taken} 件を取り込みました。</source>
   <translation>{taken} of {rows} were taken in.</translation>
  </message>
  <message>
   <source>{rows} 行が、多くて {most} 行になります（値のないセルは行にしません）。選んだ並べ方は、次に読み直すときも使います。</source>
   <translation>{rows} rows become {most} at most (cells without a value become no row). The choice is kept for the next time the data are read.</translation>
  </message>
  <message>
   <source>{seconds} 秒</source>
   <translation>{seconds} s</translation>
  </message>
  <message>
   <source>{step}・毎秒 {speed} 回</source>
   <translation>{step}, {speed}/s</translation>
  </message>
  <message>
   <source>{year}年{month}月{day}日</source>
   <translation>{day}/{month}/{year}</translation>
  </message>
  <message>
   <source>、</source>
   <translation>, </translation>
  </message>
  <message>
   <source>「{file}」がどの座標系の数値か、はっきりしません。地図上の位置を見て選んでください。</source>
   <translation>It is not certain in which system the numbers of “{file}” are. Look at the places on the map and choose.</translation>
  </message>
  <message>
   <source>「{file}」には、時間を名前にした列が並んでいます。縦に並べ直すと、時間のバーで動かせます。</source>
   <translation>“{file}” has columns that are named by times. With one row for each time, the time bar moves them.</translation>
  </message>
  <message>
   <source>「{file}」のはじめの行です。文字が正しく読める文字コードを選んでください。</source>
   <translation>These are the first rows of “{file}”. Choose the encoding in which they read right.</translation>
  </message>
  <message>
   <source>「{file}」のデータベース {database}（{host}）に接続します。パスワードを入力してください。</source>
   <translation>Connecting to the database {database} ({host}) of “{file}”. Please type the password.</translation>
  </message>
  <message>
   <source>「{name}」には、時間を名前にした列（0時、1時… や 平成27年、令和2年… など）がありません。</source>
   <translation>“{name}” has no columns that are named by times (hours, years, months or days).</translation>
  </message>
  <message>
   <source>「{name}」には位置がないため、時間の列は横のままにしています。</source>
   <translation>“{name}” has no places, so its time columns stay side by side.</translation>
  </message>
  <message>
   <source>「{name}」の {count} 件すべてを書き出します。</source>
   <translation>All {count} features of "{name}" will be written.</translation>
  </message>
  <message>
   <source>「{name}」の {left} 棟は形や属性に誤りがあり、表示できません。ほかの {shown} 棟は読み込みました。</source>
   <translation>{left} buildings of "{name}" have faulty shapes or attributes and cannot be shown. The other {shown} were read.</translation>
  </message>
  <message>
   <source>「{name}」のうち、絞り込みを通った {count} 件を書き出します。</source>
   <translation>{count} features of "{name}" pass the filter and will be written.</translation>
  </message>
  <message>
   <source>「{name}」の選んだ {count} 件に対して、次のものを選びます。</source>
   <translation>Select by the {count} selected features of “{name}”:</translation>
  </message>
  <message>
   <source>「{name}」の高さは、何を基準に測ったものですか。測量の成果表や納品書で確かめてください。</source>
   <translation>What are the heights of “{name}” measured above? The survey report or the delivery note says so.</translation>
  </message>
  <message>
   <source>「{name}」は文字コードが決まっている形式なので、選び直す必要はありません。</source>
   <translation>The format of “{name}” leaves no choice of encoding, so there is nothing to choose.</translation>
  </message>
  <message>
   <source>「{name}」は表ではありません。住所・地番で置けるのは、座標のない表です。</source>
   <translation>“{name}” is no table. Tables without coordinates can be placed by addresses or lot numbers.</translation>
  </message>
  <message>
   <source>「{name}」を最後に保存してからの変更を、どうしますか。</source>
   <translation>What is to become of the changes to "{name}" since it was saved last?</translation>
  </message>
  <message>
   <source>「{text}」をコピーしました。</source>
   <translation>Copied: {text}</translation>
  </message>
  <message>
   <source>いつもの場所</source>
   <translation>The usual place</translation>
  </message>
  <message>
   <source>いま、この文字コードで読んでいます。</source>
   <translation>It is read in this encoding now.</translation>
  </message>
  <message>
   <source>いまの並べ方です。</source>
   <translation>This is how they stand now.</translation>
  </message>
  <message>
   <source>いまの操作を終えられませんでした</source>
   <translation>The operation could not be finished</translation>
  </message>
  <message>
   <source>いまの読み方です。</source>
   <translation>Read so now.</translation>
  </message>
  <message>
   <source>お知らせ</source>
   <translation>Note</translation>
  </message>
  <message>
   <source>お知らせ {count} 種類</source>
   <translation>{count} notes</translation>
  </message>
  <message>
   <source>お知らせを閉じる</source>
   <translation>Close this message</translation>
  </message>
  <message>
   <source>きれい</source>
   <translation>Fine</translation>
  </message>
  <message>
   <source>きれい（細かく描く。動きは遅くなります）</source>
   <translation>Fine (more detail; movement gets slower)</translation>
  </message>
  <message>
   <source>ここに PLATEAU の zip やフォルダをドラッグしてください</source>
   <translation>Drag a PLATEAU zip or folder here</translation>
  </message>
  <message>
   <source>このキーにする</source>
   <translation>Use these keys</translation>
  </message>
  <message>
   <source>このフォルダーでは前回これを選びました。</source>
   <translation>This was chosen last time for this folder.</translation>
  </message>
  <message>
   <source>このプログラムについて</source>
   <translation>About this program</translation>
  </message>
  <message>
   <source>このレイヤの記録はまだありません。</source>
   <translation>There is no receipt of this layer yet.</translation>
  </message>
  <message>
   <source>この一覧の部署</source>
   <translation>Department of this list</translation>
  </message>
  <message>
   <source>この並べ方で読み直す</source>
   <translation>Read Again in This Order</translation>
  </message>
  <message>
   <source>この位置で読み込む</source>
   <translation>Read it at this place</translation>
  </message>
  <message>
   <source>この作業を取りやめる</source>
   <translation>Stop this task</translation>
  </message>
  <message>
   <source>この名前の項目はもうあります。別の名前にしてください。</source>
   <translation>There is a column of that name. Take another name.</translation>
  </message>
  <message>
   <source>この基準にする</source>
   <translation>Use this base</translation>
  </message>
  <message>
   <source>この座標系では日本の外になるため、選べません。</source>
   <translation>In this system it would lie outside Japan, so it cannot be chosen.</translation>
  </message>
  <message>
   <source>この文字コードで読み直す</source>
   <translation>Read in this encoding</translation>
  </message>
  <message>
   <source>この範囲は縦に並べ直せません。時間の順に並んだ 2 つ以上の列を選んでください。</source>
   <translation>These columns cannot become rows. Choose two or more columns in the order of time.</translation>
  </message>
  <message>
   <source>この設定にする</source>
   <translation>Use these settings</translation>
  </message>
  <message>
   <source>この項目にする</source>
   <translation>Use these columns</translation>
  </message>
  <message>
   <source>この項目には値がないため、塗り分けられません。</source>
   <translation>This attribute has no values to colour by.</translation>
  </message>
  <message>
   <source>この項目を消す</source>
   <translation>Remove this column</translation>
  </message>
  <message>
   <source>これを選ぶ</source>
   <translation>Select it</translation>
  </message>
  <message>
   <source>すべて</source>
   <translation>All</translation>
  </message>
  <message>
   <source>すべてのファイル (*)</source>
   <translation>All files (*)</translation>
  </message>
  <message>
   <source>すべての時間</source>
   <translation>All times</translation>
  </message>
  <message>
   <source>その中にあるもの（代表の点で）</source>
   <translation>What lies inside (by its middle)</translation>
  </message>
  <message>
   <source>その他</source>
   <translation>Other</translation>
  </message>
  <message>
   <source>その場で見回す</source>
   <translation>Look around</translation>
  </message>
  <message>
   <source>どれも値が未確認になります。</source>
   <translation>All values would be not known.</translation>
  </message>
  <message>
   <source>なし</source>
   <translation>None</translation>
  </message>
  <message>
   <source>はじめて開くまちは、すぐに開ける形にして置いておきます。次に開くときは数秒です。</source>
   <translation>A city opened for the first time is kept in a form that opens at once. Next time it takes a few seconds.</translation>
  </message>
  <message>
   <source>はじめのキーに戻す</source>
   <translation>Back to the first key</translation>
  </message>
  <message>
   <source>はじめの列</source>
   <translation>First column</translation>
  </message>
  <message>
   <source>はじめの画面</source>
   <translation>First page</translation>
  </message>
  <message>
   <source>はじめの眺めに戻る</source>
   <translation>Back to the first view</translation>
  </message>
  <message>
   <source>はじめの行</source>
   <translation>First rows</translation>
  </message>
  <message>
   <source>ほかに {count} 件のお知らせがあります。</source>
   <translation>There are {count} more messages.</translation>
  </message>
  <message>
   <source>ほかに選べるレイヤがありません。</source>
   <translation>There is no other layer to select in.</translation>
  </message>
  <message>
   <source>ほかの座標系</source>
   <translation>Another system</translation>
  </message>
  <message>
   <source>ほかの操作と同じキーを選ぶと、そのキーはあとから選んだ操作のものになります。</source>
   <translation>If you choose a key of another command, the key goes to the one you chose last.</translation>
  </message>
  <message>
   <source>ほかの項目から計算した値を、表・色分け・絞り込み・集計で使えるようにします。</source>
   <translation>Values calculated from other columns, for table, colours, filter and statistics.</translation>
  </message>
  <message>
   <source>まだありません</source>
   <translation>Nothing yet</translation>
  </message>
  <message>
   <source>まだありません。作った調査票はここに残り、同じものをもう一度書き出せます。</source>
   <translation>None yet. Sheets that were made stay here and can be written again as they were.</translation>
  </message>
  <message>
   <source>まだありません。地図や表で選んでから、名前を付けて残せます。</source>
   <translation>None yet. Select in the map or the table, then keep the selection under a name.</translation>
  </message>
  <message>
   <source>まちを読み込んでいます</source>
   <translation>Reading the city</translation>
  </message>
  <message>
   <source>まちを開く</source>
   <translation>Open a city</translation>
  </message>
  <message>
   <source>もう一度書き出す</source>
   <translation>Write again</translation>
  </message>
  <message>
   <source>やめる</source>
   <translation>Cancel</translation>
  </message>
  <message>
   <source>わが家の災害想定</source>
   <translation>Hazards at our home</translation>
  </message>
  <message>
   <source>キー</source>
   <translation>Key</translation>
  </message>
  <message>
   <source>キーの一覧</source>
   <translation>Keys</translation>
  </message>
  <message>
   <source>キーをなくす</source>
   <translation>No key</translation>
  </message>
  <message>
   <source>クリック</source>
   <translation>Click</translation>
  </message>
  <message>
   <source>グループ</source>
   <translation>Group</translation>
  </message>
  <message>
   <source>グループに入れる</source>
   <translation>Put into a group</translation>
  </message>
  <message>
   <source>グループを解く</source>
   <translation>Dissolve group</translation>
  </message>
  <message>
   <source>コピー</source>
   <translation>Copy</translation>
  </message>
  <message>
   <source>ジオイド・モデル {geoid} で標高に直して表示します。</source>
   <translation>They are turned into heights above sea level with the geoid model {geoid}.</translation>
  </message>
  <message>
   <source>ジオイド・モデル（JPGEO2024・GSIGEO2011）が補正ファイルのフォルダーにないため、標高には直しません。</source>
   <translation>They are not turned into heights above sea level: no geoid model (JPGEO2024, GSIGEO2011) is in the folder of correction files.</translation>
  </message>
  <message>
   <source>データについて気づいた点の一覧を開きます</source>
   <translation>Opens the list of findings about the data</translation>
  </message>
  <message>
   <source>データのあるフォルダを選ぶ（中のフォルダも探します）</source>
   <translation>Choose the folder of the data (folders inside are searched too)</translation>
  </message>
  <message>
   <source>データの一覧</source>
   <translation>List of data</translation>
  </message>
  <message>
   <source>データの位置を示す地図</source>
   <translation>Map of where the data lie</translation>
  </message>
  <message>
   <source>データの場所</source>
   <translation>Place of the data</translation>
  </message>
  <message>
   <source>データの日時</source>
   <translation>Date of the data</translation>
  </message>
  <message>
   <source>データを読み込む…</source>
   <translation>Read data…</translation>
  </message>
  <message>
   <source>データを選ぶ…</source>
   <translation>Choose data…</translation>
  </message>
  <message>
   <source>データベースへの接続</source>
   <translation>Connect to a Database</translation>
  </message>
  <message>
   <source>ドローンや測量の点群に使います</source>
   <translation>For point clouds of drones and surveys</translation>
  </message>
  <message>
   <source>パスワード</source>
   <translation>Password</translation>
  </message>
  <message>
   <source>パスワードはプログラムを終えるまでの間だけ覚えます。ファイルや記録には残しません。</source>
   <translation>The password is kept in memory until the program ends. It is written to no file or log.</translation>
  </message>
  <message>
   <source>パソコンの設定に合わせる</source>
   <translation>As the PC is set</translation>
  </message>
  <message>
   <source>ヒント</source>
   <translation>Hint</translation>
  </message>
  <message>
   <source>ファイルにあるとおり</source>
   <translation>As in the file</translation>
  </message>
  <message>
   <source>フォルダを選ぶ</source>
   <translation>Choose a folder</translation>
  </message>
  <message>
   <source>フォルダを選ぶ…</source>
   <translation>Choose a folder…</translation>
  </message>
  <message>
   <source>プログラムの誤りです。開いている内容は自動で保存しました。このまま作業を続けられます。同じことが続くときは、下の記録（ログ）を担当者に渡してください。</source>
   <translation>This is a fault of the program. What is open was saved automatically, and you can go on working. If it happens again, hand the record (log) named below to the person in charge.</translation>
  </message>
  <message>
   <source>プロジェクト (*.gisproj)</source>
   <translation>Project (*.gisproj)</translation>
  </message>
  <message>
   <source>プロジェクトに名前を付けて保存する</source>
   <translation>Save the project under a name</translation>
  </message>
  <message>
   <source>プロジェクトに残した調査票</source>
   <translation>Answer sheets kept in the project</translation>
  </message>
  <message>
   <source>プロジェクトに残っているもの</source>
   <translation>Kept in the project</translation>
  </message>
  <message>
   <source>プロジェクトを保存するとき、前の版をこの数だけ横に残します。</source>
   <translation>When a project is saved, so many older versions are kept beside it.</translation>
  </message>
  <message>
   <source>プロジェクトを開く…</source>
   <translation>Open project…</translation>
  </message>
  <message>
   <source>ホイール</source>
   <translation>Wheel</translation>
  </message>
  <message>
   <source>メニュー</source>
   <translation>Menu</translation>
  </message>
  <message>
   <source>メニュー（F10）</source>
   <translation>Menu (F10)</translation>
  </message>
  <message>
   <source>メモリ</source>
   <translation>Memory</translation>
  </message>
  <message>
   <source>メモリ {size}</source>
   <translation>Memory {size}</translation>
  </message>
  <message>
   <source>ライセンス</source>
   <translation>Licence</translation>
  </message>
  <message>
   <source>ラスタの保存先を選ぶ</source>
   <translation>Where to write the raster</translation>
  </message>
  <message>
   <source>レイヤ</source>
   <translation>Layers</translation>
  </message>
  <message>
   <source>レイヤがありません</source>
   <translation>layer is gone</translation>
  </message>
  <message>
   <source>レイヤの一覧</source>
   <translation>List of layers</translation>
  </message>
  <message>
   <source>レイヤを書き出す</source>
   <translation>Write layer to a file</translation>
  </message>
  <message>
   <source>・</source>
   <translation>, </translation>
  </message>
  <message>
   <source>一度読み込んだまちは、すぐに開ける形でここに置きます。空きのあるディスクを選んでください。次に起動したときから変わります。</source>
   <translation>Cities that were read once are kept here, ready to open. Choose a disk with room. Takes effect at the next start.</translation>
  </message>
  <message>
   <source>一色で塗る</source>
   <translation>One colour</translation>
  </message>
  <message>
   <source>一覧から外す</source>
   <translation>Take off the list</translation>
  </message>
  <message>
   <source>一覧を災害情報として取り込む</source>
   <translation>Take in a list as damage reports</translation>
  </message>
  <message>
   <source>一覧を見る</source>
   <translation>See the list</translation>
  </message>
  <message>
   <source>一覧を閉じる</source>
   <translation>Close the list</translation>
  </message>
  <message>
   <source>上がる・下がる</source>
   <translation>Rise, sink</translation>
  </message>
  <message>
   <source>上へ動かす（Alt+↑）</source>
   <translation>Move up (Alt+↑)</translation>
  </message>
  <message>
   <source>下の一覧</source>
   <translation>Lists below</translation>
  </message>
  <message>
   <source>下へ動かす（Alt+↓）</source>
   <translation>Move down (Alt+↓)</translation>
  </message>
  <message>
   <source>並べ方を確かめる…</source>
   <translation>Look at the Order…</translation>
  </message>
  <message>
   <source>中身からはこれと判断しています。</source>
   <translation>What the contents speak for.</translation>
  </message>
  <message>
   <source>今の視点</source>
   <translation>Present view</translation>
  </message>
  <message>
   <source>今の視点に名前を付ける</source>
   <translation>Name the present view</translation>
  </message>
  <message>
   <source>今の選択（{count} 件）を残す</source>
   <translation>Keep the present selection ({count})</translation>
  </message>
  <message>
   <source>仙台</source>
   <translation>Sendai</translation>
  </message>
  <message>
   <source>位置</source>
   <translation>Position</translation>
  </message>
  <message>
   <source>位置を確かめる…</source>
   <translation>Check the place…</translation>
  </message>
  <message>
   <source>住所・地番で地図に置く…</source>
   <translation>Place by addresses or lot numbers…</translation>
  </message>
  <message>
   <source>住所・地番と位置のあるデータを選ぶ（地番図・街区の点・町名の一覧など）</source>
   <translation>Choose data with addresses or lot numbers and places (map of parcels, points of blocks, list of towns …)</translation>
  </message>
  <message>
   <source>作って残す</source>
   <translation>Make and keep</translation>
  </message>
  <message>
   <source>作業</source>
   <translation>Tasks</translation>
  </message>
  <message>
   <source>作業 {count} 件</source>
   <translation>{count} running</translation>
  </message>
  <message>
   <source>作業 {count} 件  {percent} %</source>
   <translation>{count} running  {percent} %</translation>
  </message>
  <message>
   <source>作業に戻る</source>
   <translation>Back to work</translation>
  </message>
  <message>
   <source>作業を続ける</source>
   <translation>Go on working</translation>
  </message>
  <message>
   <source>使っている部品とライセンス</source>
   <translation>Parts and their licences</translation>
  </message>
  <message>
   <source>例: 階高</source>
   <translation>such as 階高</translation>
  </message>
  <message>
   <source>例をクリックするとコピーします。</source>
   <translation>A click copies an example.</translation>
  </message>
  <message>
   <source>保存</source>
   <translation>Saving</translation>
  </message>
  <message>
   <source>保存したプロジェクト</source>
   <translation>Saved projects</translation>
  </message>
  <message>
   <source>保存していない変更があります</source>
   <translation>There are unsaved changes</translation>
  </message>
  <message>
   <source>保存して閉じる</source>
   <translation>Save and close</translation>
  </message>
  <message>
   <source>保存しないで閉じる</source>
   <translation>Close without saving</translation>
  </message>
  <message>
   <source>保存先を選ぶ</source>
   <translation>Choose where to save</translation>
  </message>
  <message>
   <source>個</source>
   <translation>​</translation>
  </message>
  <message>
   <source>光の来る方角</source>
   <translation>Light from</translation>
  </message>
  <message>
   <source>公開</source>
   <translation>Publish</translation>
  </message>
  <message>
   <source>公開の画面</source>
   <translation>Publish desk</translation>
  </message>
  <message>
   <source>公開用のファイルの保存先を選ぶ</source>
   <translation>Choose where the file for the public is kept</translation>
  </message>
  <message>
   <source>公開用の一覧（公開してよい列だけ）</source>
   <translation>List for the public (allowed columns only)</translation>
  </message>
  <message>
   <source>公開用の区域（公開してよい列だけ）</source>
   <translation>Areas for the public (allowed columns only)</translation>
  </message>
  <message>
   <source>再生する</source>
   <translation>Play</translation>
  </message>
  <message>
   <source>写真を選ぶ</source>
   <translation>Choose a photo</translation>
  </message>
  <message>
   <source>冬至</source>
   <translation>Winter solstice</translation>
  </message>
  <message>
   <source>凡例</source>
   <translation>Legend</translation>
  </message>
  <message>
   <source>凡例の言葉</source>
   <translation>Words of the legend</translation>
  </message>
  <message>
   <source>出さなかった {count} 件: {reason}</source>
   <translation>{count} not written: {reason}</translation>
  </message>
  <message>
   <source>出典</source>
   <translation>Source</translation>
  </message>
  <message>
   <source>出典: {sources}</source>
   <translation>Source: {sources}</translation>
  </message>
  <message>
   <source>出典と性質</source>
   <translation>Source and properties</translation>
  </message>
  <message>
   <source>出典と性質…</source>
   <translation>Source and properties…</translation>
  </message>
  <message>
   <source>分担するパソコン（Dask のスケジューラ）</source>
   <translation>PCs that share the work (Dask scheduler)</translation>
  </message>
  <message>
   <source>列の名前が読めないため、この文字コードは選べません。</source>
   <translation>The names of the columns cannot be read in this encoding, so it cannot be chosen.</translation>
  </message>
  <message>
   <source>利用条件</source>
   <translation>Terms of use</translation>
  </message>
  <message>
   <source>利用者に見える表</source>
   <translation>Table that users will see</translation>
  </message>
  <message>
   <source>利用者名</source>
   <translation>User name</translation>
  </message>
  <message>
   <source>利用者名かパスワードが違うため、接続できませんでした。</source>
   <translation>The connection was refused: wrong user name or password.</translation>
  </message>
  <message>
   <source>前回は途中で終わりました。「{name}」を、{time} に自動保存したところから続けられます。</source>
   <translation>Last time the program ended early. "{name}" can be continued from where it was saved automatically, {time}.</translation>
  </message>
  <message>
   <source>北</source>
   <translation>North</translation>
  </message>
  <message>
   <source>北東</source>
   <translation>North-east</translation>
  </message>
  <message>
   <source>北西（地図の慣例）</source>
   <translation>North-west (as on maps)</translation>
  </message>
  <message>
   <source>区域ごとの災害想定</source>
   <translation>Hazards by area</translation>
  </message>
  <message>
   <source>南</source>
   <translation>South</translation>
  </message>
  <message>
   <source>南東</source>
   <translation>South-east</translation>
  </message>
  <message>
   <source>南西（はじめの設定）</source>
   <translation>South-west (default)</translation>
  </message>
  <message>
   <source>単位</source>
   <translation>Unit</translation>
  </message>
  <message>
   <source>印刷…</source>
   <translation>Print…</translation>
  </message>
  <message>
   <source>参考図です。証明や建築確認に代わるものではありません。</source>
   <translation>For reference only. It does not replace certificates or building confirmation.</translation>
  </message>
  <message>
   <source>取りやめています…</source>
   <translation>Stopping…</translation>
  </message>
  <message>
   <source>取りやめました</source>
   <translation>Stopped</translation>
  </message>
  <message>
   <source>取り込む</source>
   <translation>Take in</translation>
  </message>
  <message>
   <source>受付 {number}</source>
   <translation>Receipt {number}</translation>
  </message>
  <message>
   <source>受付番号</source>
   <translation>Receipt number</translation>
  </message>
  <message>
   <source>受付番号（なくても作れます）</source>
   <translation>Receipt number (optional)</translation>
  </message>
  <message>
   <source>右ドラッグ・中ドラッグ</source>
   <translation>Drag right or middle button</translation>
  </message>
  <message>
   <source>同じフォルダーのほかのファイルにも使う</source>
   <translation>Use it for the other files of the folder too</translation>
  </message>
  <message>
   <source>同じ場所は最新の値</source>
   <translation>Latest value at each place</translation>
  </message>
  <message>
   <source>名前</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>名前のないプロジェクト</source>
   <translation>Unnamed project</translation>
  </message>
  <message>
   <source>名前を付けて残す</source>
   <translation>Keep under a name</translation>
  </message>
  <message>
   <source>名前を改める</source>
   <translation>Rename</translation>
  </message>
  <message>
   <source>名前を改める（F2）</source>
   <translation>Rename (F2)</translation>
  </message>
  <message>
   <source>四角で囲んで選ぶ</source>
   <translation>Select by rectangle</translation>
  </message>
  <message>
   <source>回す・傾ける</source>
   <translation>Turn, tilt</translation>
  </message>
  <message>
   <source>囲んで選ぶとき</source>
   <translation>While drawing a selection</translation>
  </message>
  <message>
   <source>図の視点</source>
   <translation>View of the picture</translation>
  </message>
  <message>
   <source>国土地理院の補正パラメータ（TKY2JGD など）をここに置くと、旧測地系などの変換が正確になります。次に起動したときから変わります。</source>
   <translation>Put correction grids of the Geospatial Information Authority (such as TKY2JGD) here to make conversions from old datums exact. It takes effect at the next start.</translation>
  </message>
  <message>
   <source>地図の中</source>
   <translation>In the map</translation>
  </message>
  <message>
   <source>地図を動かす</source>
   <translation>Move the map</translation>
  </message>
  <message>
   <source>地形</source>
   <translation>Terrain</translation>
  </message>
  <message>
   <source>地面を分けた点群の保存先を選ぶ</source>
   <translation>Where to write the scan with its ground</translation>
  </message>
  <message>
   <source>報告書の保存先を選ぶ</source>
   <translation>Where to write the report</translation>
  </message>
  <message>
   <source>報告書の図</source>
   <translation>Picture of the report</translation>
  </message>
  <message>
   <source>場所が未確認のものが {count} 件あります。</source>
   <translation>The place of {count} is not known.</translation>
  </message>
  <message>
   <source>場所が未確認のものが {count} 件あります（一覧の「場所なし」）。</source>
   <translation>The place of {count} is not known (“No place” in the list).</translation>
  </message>
  <message>
   <source>場所を指定する…</source>
   <translation>Say where…</translation>
  </message>
  <message>
   <source>場所を開く</source>
   <translation>Open the folder</translation>
  </message>
  <message>
   <source>塗り分ける項目</source>
   <translation>Colour by</translation>
  </message>
  <message>
   <source>変化_{before}_{after}.tif</source>
   <translation>change_{before}_{after}.tif</translation>
  </message>
  <message>
   <source>変化の地図の保存先を選ぶ</source>
   <translation>Choose where to save the map of changes</translation>
  </message>
  <message>
   <source>変更してからこの時間のうちに、別の場所へ自動で保存します。次に起動したときから変わります。</source>
   <translation>After a change, it is saved in a separate place within this time. Takes effect at the next start.</translation>
  </message>
  <message>
   <source>夏至</source>
   <translation>Summer solstice</translation>
  </message>
  <message>
   <source>大きさ</source>
   <translation>Size</translation>
  </message>
  <message>
   <source>大阪</source>
   <translation>Osaka</translation>
  </message>
  <message>
   <source>太陽が出ていません</source>
   <translation>The sun is not up</translation>
  </message>
  <message>
   <source>太陽の高さ {degrees}°</source>
   <translation>Sun {degrees}° high</translation>
  </message>
  <message>
   <source>少しでも重なるもの</source>
   <translation>What touches</translation>
  </message>
  <message>
   <source>属性の表: {name}</source>
   <translation>Attribute table: {name}</translation>
  </message>
  <message>
   <source>左ドラッグ</source>
   <translation>Drag left button</translation>
  </message>
  <message>
   <source>左右の矢印キーで時間を進め、戻します。スペースで再生と停止を切り替えます。</source>
   <translation>The left and right arrow keys step through time. Space plays and pauses.</translation>
  </message>
  <message>
   <source>市の様式を選ぶ</source>
   <translation>Choose the template of the city</translation>
  </message>
  <message>
   <source>市の規制の一覧を選ぶ</source>
   <translation>Choose the city's table of regulations</translation>
  </message>
  <message>
   <source>市役所の中で、ネットワークなしで使える 3D 都市モデルと地図のソフトです。MIT ライセンスで使えます。</source>
   <translation>3D city models and maps for city halls, without any network. MIT licence.</translation>
  </message>
  <message>
   <source>平面直角 {zone} 系　{datum}</source>
   <translation>Plane rectangular zone {zone}, {datum}</translation>
  </message>
  <message>
   <source>平面直角座標</source>
   <translation>Plane rectangular coordinates</translation>
  </message>
  <message>
   <source>平面直角座標系 {zone} 系・{datum}（{crs}）</source>
   <translation>Plane rectangular zone {zone}, {datum} ({crs})</translation>
  </message>
  <message>
   <source>平面直角座標系 {zone} 系（{crs}）</source>
   <translation>Plane rectangular system, zone {zone} ({crs})</translation>
  </message>
  <message>
   <source>庁内用の区域</source>
   <translation>Areas for the city's own use</translation>
  </message>
  <message>
   <source>庁内用の台帳</source>
   <translation>Ledger for the city's own use</translation>
  </message>
  <message>
   <source>庁外に出すときは、公開してよい属性だけかどうかを先にご確認ください。</source>
   <translation>Before data leave the office, check that only attributes that may be published are in them.</translation>
  </message>
  <message>
   <source>庁外に出すデータの用意に使います</source>
   <translation>To prepare data that leave the office</translation>
  </message>
  <message>
   <source>座標: {crs}</source>
   <translation>Coordinates: {crs}</translation>
  </message>
  <message>
   <source>座標系</source>
   <translation>Coordinate system</translation>
  </message>
  <message>
   <source>座標系の確認</source>
   <translation>Where does it lie?</translation>
  </message>
  <message>
   <source>建物ごとの災害想定</source>
   <translation>Hazards by building</translation>
  </message>
  <message>
   <source>建物を選ぶ（Shift で追加）</source>
   <translation>Select a building (Shift adds)</translation>
  </message>
  <message>
   <source>建物（3D 都市モデル）</source>
   <translation>Buildings (3D city model)</translation>
  </message>
  <message>
   <source>建築・都市計画の窓口で使います</source>
   <translation>For the building and planning counter</translation>
  </message>
  <message>
   <source>建築限界</source>
   <translation>Clearance</translation>
  </message>
  <message>
   <source>建築限界の結果の保存先を選ぶ</source>
   <translation>Choose where the result is saved</translation>
  </message>
  <message>
   <source>式の書き方</source>
   <translation>How to write expressions</translation>
  </message>
  <message>
   <source>弱い</source>
   <translation>Weak</translation>
  </message>
  <message>
   <source>強い</source>
   <translation>Strong</translation>
  </message>
  <message>
   <source>形式</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>技術的な記録</source>
   <translation>Technical record</translation>
  </message>
  <message>
   <source>捨てる</source>
   <translation>Discard</translation>
  </message>
  <message>
   <source>接続する</source>
   <translation>Connect</translation>
  </message>
  <message>
   <source>描き方</source>
   <translation>Drawing</translation>
  </message>
  <message>
   <source>描き方を選びます。今抑えているものも分かります</source>
   <translation>Choose how the view is drawn, and see what is reduced now</translation>
  </message>
  <message>
   <source>描画: {way}</source>
   <translation>Drawing: {way}</translation>
  </message>
  <message>
   <source>操作</source>
   <translation>Command</translation>
  </message>
  <message>
   <source>数値に合う日本の座標系が見つかりません。任意の原点で測った座標か、国外のデータかもしれません。測った人に座標系を確かめて、下から選んでください。</source>
   <translation>No Japanese coordinate system fits these numbers. They may have been measured from an origin of their own, or lie abroad. Ask whoever measured them, and choose below.</translation>
  </message>
  <message>
   <source>敷地か地点を選ぶと、調査票を作れます。</source>
   <translation>Choose a lot or a place to make an answer sheet.</translation>
  </message>
  <message>
   <source>敷地の調査</source>
   <translation>Lot inquiry</translation>
  </message>
  <message>
   <source>文字が正しくないとき</source>
   <translation>Garbled text</translation>
  </message>
  <message>
   <source>文字と部品の大きさ</source>
   <translation>Size of text and controls</translation>
  </message>
  <message>
   <source>文字を確かめる…</source>
   <translation>Look at the text…</translation>
  </message>
  <message>
   <source>新しい調査票</source>
   <translation>New answer sheet</translation>
  </message>
  <message>
   <source>新しい項目</source>
   <translation>New column</translation>
  </message>
  <message>
   <source>施設 {count} 件のうち、メモのあるもの {matched} 件。一覧にない番号のメモ {lost} 件。</source>
   <translation>Of {count} facilities {matched} have notes. {lost} notes have a number that is not in the list.</translation>
  </message>
  <message>
   <source>施設の一覧（CSV・Excel）を選ぶ</source>
   <translation>Choose the list of facilities (CSV, Excel)</translation>
  </message>
  <message>
   <source>日付</source>
   <translation>Date</translation>
  </message>
  <message>
   <source>日影の日時</source>
   <translation>Date and time of the shadows</translation>
  </message>
  <message>
   <source>日本標準時 {clock}　真太陽時 {solar}</source>
   <translation>Japan time {clock}, true solar time {solar}</translation>
  </message>
  <message>
   <source>日本測地系（2002年までの旧測地系）</source>
   <translation>Tokyo Datum (until 2002)</translation>
  </message>
  <message>
   <source>旧測地系（日本測地系）</source>
   <translation>Tokyo Datum</translation>
  </message>
  <message>
   <source>明るい</source>
   <translation>Light</translation>
  </message>
  <message>
   <source>明るさ</source>
   <translation>Brightness</translation>
  </message>
  <message>
   <source>春分</source>
   <translation>Spring equinox</translation>
  </message>
  <message>
   <source>時刻が未確認の {count} 件は出ません</source>
   <translation>{count} without a known time are hidden</translation>
  </message>
  <message>
   <source>時刻が未確認の {count} 件を含む</source>
   <translation>Includes {count} without a known time</translation>
  </message>
  <message>
   <source>時刻（日本標準時）</source>
   <translation>Time (Japan Standard Time)</translation>
  </message>
  <message>
   <source>時間</source>
   <translation>Time</translation>
  </message>
  <message>
   <source>時間の列の並べ方</source>
   <translation>Time Columns</translation>
  </message>
  <message>
   <source>時間の目盛り</source>
   <translation>Scale of time</translation>
  </message>
  <message>
   <source>暗い</source>
   <translation>Dark</translation>
  </message>
  <message>
   <source>書かれていない行の部署</source>
   <translation>Department of rows that name none</translation>
  </message>
  <message>
   <source>書き出す場所を選ぶ</source>
   <translation>Choose where to write</translation>
  </message>
  <message>
   <source>書き出す場所を選ぶ…</source>
   <translation>Choose where to write…</translation>
  </message>
  <message>
   <source>最近開いたもの</source>
   <translation>Opened lately</translation>
  </message>
  <message>
   <source>札幌</source>
   <translation>Sapporo</translation>
  </message>
  <message>
   <source>条件で選ぶ</source>
   <translation>by conditions</translation>
  </message>
  <message>
   <source>東</source>
   <translation>East</translation>
  </message>
  <message>
   <source>東京</source>
   <translation>Tokyo</translation>
  </message>
  <message>
   <source>案の色に戻す</source>
   <translation>Back to the proposed colours</translation>
  </message>
  <message>
   <source>業務: {name}</source>
   <translation>Desk: {name}</translation>
  </message>
  <message>
   <source>様式: {name}</source>
   <translation>Template: {name}</translation>
  </message>
  <message>
   <source>様式…</source>
   <translation>Template…</translation>
  </message>
  <message>
   <source>標準</source>
   <translation>Normal</translation>
  </message>
  <message>
   <source>標高</source>
   <translation>Height above sea level</translation>
  </message>
  <message>
   <source>標高 {height}</source>
   <translation>Height {height}</translation>
  </message>
  <message>
   <source>横のままにする</source>
   <translation>Leave them side by side</translation>
  </message>
  <message>
   <source>次の距離以内のもの</source>
   <translation>What is within this distance</translation>
  </message>
  <message>
   <source>止める</source>
   <translation>Pause</translation>
  </message>
  <message>
   <source>残した選択</source>
   <translation>Kept selections</translation>
  </message>
  <message>
   <source>残しておく古い版</source>
   <translation>Older versions to keep</translation>
  </message>
  <message>
   <source>残す</source>
   <translation>Keep</translation>
  </message>
  <message>
   <source>残り約 {time}</source>
   <translation>about {time} left</translation>
  </message>
  <message>
   <source>毎秒 {count} 回</source>
   <translation>{count} steps a second</translation>
  </message>
  <message>
   <source>気づいた点</source>
   <translation>Findings</translation>
  </message>
  <message>
   <source>気づいた点 {count} 種類</source>
   <translation>{count} findings</translation>
  </message>
  <message>
   <source>浸水や土砂災害の確認に使います</source>
   <translation>For flood and landslide checks</translation>
  </message>
  <message>
   <source>消す</source>
   <translation>Forget</translation>
  </message>
  <message>
   <source>準備しています…</source>
   <translation>Preparing…</translation>
  </message>
  <message>
   <source>濃さ</source>
   <translation>Opacity</translation>
  </message>
  <message>
   <source>災害情報の一覧・写真を選ぶ</source>
   <translation>Choose lists and photos of damage reports</translation>
  </message>
  <message>
   <source>災害情報（公開用）</source>
   <translation>Damage reports (public)</translation>
  </message>
  <message>
   <source>点・線・面</source>
   <translation>Points, lines, areas</translation>
  </message>
  <message>
   <source>点検メモの一覧・写真を選ぶ</source>
   <translation>Choose lists and photos of inspection notes</translation>
  </message>
  <message>
   <source>点検結果</source>
   <translation>Inspection results</translation>
  </message>
  <message>
   <source>点検結果の保存先を選ぶ</source>
   <translation>Choose where the results are saved</translation>
  </message>
  <message>
   <source>点群</source>
   <translation>Survey</translation>
  </message>
  <message>
   <source>点群の変化</source>
   <translation>Changes of a scan</translation>
  </message>
  <message>
   <source>点群の画面</source>
   <translation>Scan page</translation>
  </message>
  <message>
   <source>照合 {id}</source>
   <translation>Mark {id}</translation>
  </message>
  <message>
   <source>照合値（SHA-256）</source>
   <translation>Checksum (SHA-256)</translation>
  </message>
  <message>
   <source>版</source>
   <translation>Version</translation>
  </message>
  <message>
   <source>状態の表示</source>
   <translation>Status</translation>
  </message>
  <message>
   <source>用紙</source>
   <translation>Paper</translation>
  </message>
  <message>
   <source>用紙は様式のとおり</source>
   <translation>Paper as in the template</translation>
  </message>
  <message>
   <source>画像 (*.png *.jpg)</source>
   <translation>Picture (*.png *.jpg)</translation>
  </message>
  <message>
   <source>画像 (*.png)</source>
   <translation>Picture (*.png)</translation>
  </message>
  <message>
   <source>画像を {path} に保存しました。</source>
   <translation>The picture was saved as {path}.</translation>
  </message>
  <message>
   <source>画像・背景地図</source>
   <translation>Pictures and base maps</translation>
  </message>
  <message>
   <source>画面の動きを減らす（視点がすぐに移ります）</source>
   <translation>Less motion (the camera jumps)</translation>
  </message>
  <message>
   <source>画面の描き方</source>
   <translation>How the view is drawn</translation>
  </message>
  <message>
   <source>画面を画像で保存する</source>
   <translation>Save the view as a picture</translation>
  </message>
  <message>
   <source>矢印キー</source>
   <translation>Arrow keys</translation>
  </message>
  <message>
   <source>福岡</source>
   <translation>Fukuoka</translation>
  </message>
  <message>
   <source>秋分</source>
   <translation>Autumn equinox</translation>
  </message>
  <message>
   <source>秒</source>
   <translation>s</translation>
  </message>
  <message>
   <source>種類</source>
   <translation>Kind</translation>
  </message>
  <message>
   <source>窓口</source>
   <translation>Counter</translation>
  </message>
  <message>
   <source>等高線</source>
   <translation>Contour lines</translation>
  </message>
  <message>
   <source>等高線の保存先を選ぶ</source>
   <translation>Choose where to save the contour lines</translation>
  </message>
  <message>
   <source>節目の日</source>
   <translation>Solstices, equinoxes</translation>
  </message>
  <message>
   <source>範囲</source>
   <translation>Extent</translation>
  </message>
  <message>
   <source>系{zone}  X {north}  Y {east}</source>
   <translation>Zone {zone}  X {north}  Y {east}</translation>
  </message>
  <message>
   <source>終えられませんでした</source>
   <translation>Could not be finished</translation>
  </message>
  <message>
   <source>終わったものを消す</source>
   <translation>Clear finished tasks</translation>
  </message>
  <message>
   <source>終わらなかった作業 {count} 件</source>
   <translation>{count} tasks did not finish</translation>
  </message>
  <message>
   <source>終わりの列</source>
   <translation>Last column</translation>
  </message>
  <message>
   <source>終わりました（{time}）</source>
   <translation>Done ({time})</translation>
  </message>
  <message>
   <source>経度と緯度</source>
   <translation>Longitude and latitude</translation>
  </message>
  <message>
   <source>絞り込み</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>絞り込み中です</source>
   <translation>A filter is in force</translation>
  </message>
  <message>
   <source>続きから始める</source>
   <translation>Continue</translation>
  </message>
  <message>
   <source>緯度・経度　{datum}</source>
   <translation>Latitude and longitude, {datum}</translation>
  </message>
  <message>
   <source>緯度経度・{datum}（{crs}）</source>
   <translation>Latitude and longitude, {datum} ({crs})</translation>
  </message>
  <message>
   <source>縦に並べ直す</source>
   <translation>One row for each time</translation>
  </message>
  <message>
   <source>縮尺</source>
   <translation>Scale</translation>
  </message>
  <message>
   <source>置き場所</source>
   <translation>Place</translation>
  </message>
  <message>
   <source>職員の入力</source>
   <translation>Entered by staff</translation>
  </message>
  <message>
   <source>自動</source>
   <translation>Automatic</translation>
  </message>
  <message>
   <source>自動保存ができません（{folder} に書き込めません）。こまめに保存してください。</source>
   <translation>Nothing can be saved automatically ({folder} may not be written to). Save often.</translation>
  </message>
  <message>
   <source>自動保存までの時間</source>
   <translation>Time until saved automatically</translation>
  </message>
  <message>
   <source>自動（{interval} m ごと）</source>
   <translation>Automatic (every {interval} m)</translation>
  </message>
  <message>
   <source>自動（この PC に合わせる）</source>
   <translation>Automatic (as this PC can)</translation>
  </message>
  <message>
   <source>自動（全体が入る）</source>
   <translation>Automatic (shows all)</translation>
  </message>
  <message>
   <source>自治会</source>
   <translation>Areas</translation>
  </message>
  <message>
   <source>自治会のご案内</source>
   <translation>Notice of the association</translation>
  </message>
  <message>
   <source>自治会の区域の比較</source>
   <translation>Comparison of association areas</translation>
  </message>
  <message>
   <source>自治会の区域の管理に使います</source>
   <translation>For the areas of neighbourhood associations</translation>
  </message>
  <message>
   <source>自治会の台帳</source>
   <translation>Ledger of associations</translation>
  </message>
  <message>
   <source>自治会の画面</source>
   <translation>Page of associations</translation>
  </message>
  <message>
   <source>自治会区域図</source>
   <translation>Map of the association</translation>
  </message>
  <message>
   <source>自治会区域図集</source>
   <translation>Map book of associations</translation>
  </message>
  <message>
   <source>自治会台帳</source>
   <translation>Ledger of associations</translation>
  </message>
  <message>
   <source>色の案</source>
   <translation>Proposals</translation>
  </message>
  <message>
   <source>色を選ぶ</source>
   <translation>Choose a colour</translation>
  </message>
  <message>
   <source>色分け</source>
   <translation>Style</translation>
  </message>
  <message>
   <source>表の保存先を選ぶ</source>
   <translation>Choose where to save the table</translation>
  </message>
  <message>
   <source>表示</source>
   <translation>Display</translation>
  </message>
  <message>
   <source>補正パラメータの置き場所</source>
   <translation>Folder of correction grids</translation>
  </message>
  <message>
   <source>西</source>
   <translation>West</translation>
  </message>
  <message>
   <source>見つかりません</source>
   <translation>Not found</translation>
  </message>
  <message>
   <source>見本の町を開く</source>
   <translation>Open the sample town</translation>
  </message>
  <message>
   <source>視点を消す</source>
   <translation>Remove a view</translation>
  </message>
  <message>
   <source>言語 / Language</source>
   <translation>Language / 言語</translation>
  </message>
  <message>
   <source>計測</source>
   <translation>Measure</translation>
  </message>
  <message>
   <source>計測高さ ÷ 地上階数</source>
   <translation>計測高さ ÷ 地上階数</translation>
  </message>
  <message>
   <source>計算した項目</source>
   <translation>Calculated</translation>
  </message>
  <message>
   <source>計算した項目: {name}</source>
   <translation>Calculated columns: {name}</translation>
  </message>
  <message>
   <source>記録の場所: {path}</source>
   <translation>Place of the record: {path}</translation>
  </message>
  <message>
   <source>記録をコピー</source>
   <translation>Copy the record</translation>
  </message>
  <message>
   <source>設定</source>
   <translation>Settings</translation>
  </message>
  <message>
   <source>詳細</source>
   <translation>Details</translation>
  </message>
  <message>
   <source>読み直す</source>
   <translation>Read again</translation>
  </message>
  <message>
   <source>読み込まない</source>
   <translation>Do not read</translation>
  </message>
  <message>
   <source>読み込みの方式</source>
   <translation>Read by</translation>
  </message>
  <message>
   <source>読み込みの記録</source>
   <translation>Receipt</translation>
  </message>
  <message>
   <source>読み込みの記録を保存する</source>
   <translation>Save the receipt</translation>
  </message>
  <message>
   <source>読み込みの進み具合</source>
   <translation>Progress of reading</translation>
  </message>
  <message>
   <source>読み込むデータを選ぶ</source>
   <translation>Choose data to read</translation>
  </message>
  <message>
   <source>読み込むフォルダを選ぶ（udx のあるフォルダ）</source>
   <translation>Choose a folder to read (one that holds udx)</translation>
  </message>
  <message>
   <source>読み込めるデータ ({patterns})</source>
   <translation>Data that can be read ({patterns})</translation>
  </message>
  <message>
   <source>読み込んだデータ</source>
   <translation>Data that were read</translation>
  </message>
  <message>
   <source>読めない文字 {count} か所</source>
   <translation>{count} unreadable letters</translation>
  </message>
  <message>
   <source>調査票</source>
   <translation>Answer sheet</translation>
  </message>
  <message>
   <source>調査票を書き出す場所を選ぶ</source>
   <translation>Choose where to write the answer sheet</translation>
  </message>
  <message>
   <source>資料の保存先を選ぶ</source>
   <translation>Choose where to save the sheet</translation>
  </message>
  <message>
   <source>資料を入れるフォルダーを選ぶ</source>
   <translation>Choose the folder for the sheets</translation>
  </message>
  <message>
   <source>起伏の見せ方</source>
   <translation>Relief</translation>
  </message>
  <message>
   <source>距離</source>
   <translation>Distance</translation>
  </message>
  <message>
   <source>距離を付けた点群の保存先を選ぶ</source>
   <translation>Where to write the scan with distances</translation>
  </message>
  <message>
   <source>近づく・離れる</source>
   <translation>Nearer, farther</translation>
  </message>
  <message>
   <source>近づく・離れる（Ctrl で細かく）</source>
   <translation>Nearer, farther (finely with Ctrl)</translation>
  </message>
  <message>
   <source>通報者と電話は公開されず、属性の表や書き出しにも出ません。除いた行とその理由は、取り込んだ後に示します。</source>
   <translation>Reporters and telephones are never published and stand in no table or export. Rows left out and why are told afterwards.</translation>
  </message>
  <message>
   <source>速い</source>
   <translation>Quick</translation>
  </message>
  <message>
   <source>速い（粗く描く。動きがなめらかになります）</source>
   <translation>Quick (less detail; movement gets smoother)</translation>
  </message>
  <message>
   <source>速さ</source>
   <translation>Speed</translation>
  </message>
  <message>
   <source>進む幅</source>
   <translation>Step</translation>
  </message>
  <message>
   <source>進む幅と速さ</source>
   <translation>Step and speed</translation>
  </message>
  <message>
   <source>進んでいる作業</source>
   <translation>Tasks at work</translation>
  </message>
  <message>
   <source>進んでいる作業の一覧を開きます</source>
   <translation>Opens the list of tasks at work</translation>
  </message>
  <message>
   <source>進んでいる作業はありません。</source>
   <translation>No tasks are at work.</translation>
  </message>
  <message>
   <source>選ぶ</source>
   <translation>Select</translation>
  </message>
  <message>
   <source>選ぶレイヤ</source>
   <translation>Layer to select in</translation>
  </message>
  <message>
   <source>選んだものの場所で選ぶ</source>
   <translation>Select by the place of what is selected</translation>
  </message>
  <message>
   <source>選んだものの属性</source>
   <translation>Attributes of the selection</translation>
  </message>
  <message>
   <source>選んだレイヤの濃さ</source>
   <translation>Opacity of the chosen layer</translation>
  </message>
  <message>
   <source>選んだ並べ方はこのデータに残り、次に読み直すときも使います。</source>
   <translation>The choice is kept with these data for the next time they are read.</translation>
  </message>
  <message>
   <source>選んだ操作のキー</source>
   <translation>Keys of the chosen command</translation>
  </message>
  <message>
   <source>選んだ文字コードはこのレイヤに残り、次に読み直すときも使います。記録にも書かれます。</source>
   <translation>The choice stays with the layer, is used when it is read again, and is written in its receipt.</translation>
  </message>
  <message>
   <source>選択</source>
   <translation>Selection</translation>
  </message>
  <message>
   <source>選択した {count} 件だけを書き出す</source>
   <translation>Write only the {count} selected features</translation>
  </message>
  <message>
   <source>選択したもの</source>
   <translation>Selection</translation>
  </message>
  <message>
   <source>那覇</source>
   <translation>Naha</translation>
  </message>
  <message>
   <source>部品</source>
   <translation>Part</translation>
  </message>
  <message>
   <source>長崎</source>
   <translation>Nagasaki</translation>
  </message>
  <message>
   <source>閉じて戻る</source>
   <translation>Close and go back</translation>
  </message>
  <message>
   <source>閉じる</source>
   <translation>Close</translation>
  </message>
  <message>
   <source>開いたデータがここに並びます。</source>
   <translation>Opened data are listed here.</translation>
  </message>
  <message>
   <source>開くプロジェクトを選ぶ</source>
   <translation>Choose a project to open</translation>
  </message>
  <message>
   <source>防災</source>
   <translation>Disaster</translation>
  </message>
  <message>
   <source>防災の画面</source>
   <translation>Hazard page</translation>
  </message>
  <message>
   <source>除いた {count} 件: {reason}</source>
   <translation>{count} left out: {reason}</translation>
  </message>
  <message>
   <source>陰影</source>
   <translation>Hill shade</translation>
  </message>
  <message>
   <source>集計</source>
   <translation>Statistics</translation>
  </message>
  <message>
   <source>項目の名前を入れてください。</source>
   <translation>Enter a name for the column.</translation>
  </message>
  <message>
   <source>順番を待っています</source>
   <translation>Waiting for its turn</translation>
  </message>
  <message>
   <source>高さの基準</source>
   <translation>Base of heights</translation>
  </message>
  <message>
   <source>鹿児島</source>
   <translation>Kagoshima</translation>
  </message>
  <message>
   <source>（{unit}）</source>
   <translation> ({unit})</translation>
  </message>
  <message>
   <source>（なし）</source>
   <translation>(none)</translation>
  </message>
 </context>
</TS>
