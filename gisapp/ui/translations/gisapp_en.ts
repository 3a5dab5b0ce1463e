<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="ja_JP">
 <context>
  <name>messages</name>
  <message>
   <source>0.3m以上0.5m未満</source>
   <translation>0.3 m to under 0.5 m</translation>
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
   <source>1m以上3m未満</source>
   <translation>1 m to under 3 m</translation>
  </message>
  <message>
   <source>1日以上3日未満</source>
   <translation>1 to under 3 days</translation>
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
   <source>1階の用途</source>
   <translation>Use of ground floor</translation>
  </message>
  <message>
   <source>2001〜2010年</source>
   <translation>2001–2010</translation>
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
   <source>2週間以上4週間未満</source>
   <translation>2 to under 4 weeks</translation>
  </message>
  <message>
   <source>2階</source>
   <translation>2 storeys</translation>
  </message>
  <message>
   <source>2階（以上）の用途</source>
   <translation>Use of first floor (and above)</translation>
  </message>
  <message>
   <source>31〜45 m</source>
   <translation>31–45 m</translation>
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
   <source>3m以上5m未満</source>
   <translation>3 m to under 5 m</translation>
  </message>
  <message>
   <source>3日以上1週間未満</source>
   <translation>3 days to under 1 week</translation>
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
   <source>3階（以上）の用途</source>
   <translation>Use of second floor (and above)</translation>
  </message>
  <message>
   <source>45〜60 m</source>
   <translation>45–60 m</translation>
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
   <source>CSV（表計算用の属性表）</source>
   <translation>CSV (attribute table for spreadsheets)</translation>
  </message>
  <message>
   <source>DOCTYPE 宣言を取り除いたファイルを配布元から入手し直してください。</source>
   <translation>Get the file again from its publisher without the DOCTYPE declaration.</translation>
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
   <source>GeoPackage（平面図形・全属性）</source>
   <translation>GeoPackage (footprints, all attributes)</translation>
  </message>
  <message>
   <source>GeoParquet（平面図形・全属性）</source>
   <translation>GeoParquet (footprints, all attributes)</translation>
  </message>
  <message>
   <source>ID</source>
   <translation>ID</translation>
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
   <source>PLATEAU の配布 zip、udx フォルダを含むフォルダ、または .gml を選んでください。</source>
   <translation>Choose a PLATEAU zip, a folder that holds udx, or a .gml file.</translation>
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
   <source>glTF バイナリ（立体の形・主な属性）</source>
   <translation>glTF binary (solid shapes, main attributes)</translation>
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
   <source>{count:,} 棟 ・ {rate:,.0f} 棟/秒 ・ 残り約 {left:,.0f} 秒</source>
   <translation>{count:,} buildings · {rate:,.0f} per second · about {left:,.0f} s left</translation>
  </message>
  <message>
   <source>{file} が大きすぎるため読み込みませんでした（上限 {limit:,} バイト）。</source>
   <translation>{file} is too large and was not read (limit {limit:,} bytes).</translation>
  </message>
  <message>
   <source>{file} が見つからないため、前に読み込んだ内容（{made}）を表示しています。</source>
   <translation>{file} was not found; what was read earlier ({made}) is shown.</translation>
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
   <source>{file} などに、ほかと同じ gml:id の建物が {count:,} 組あります（例: {id}）。どちらも残しました。</source>
   <translation>{file} and others: {count:,} pairs of buildings share a gml:id (such as {id}). Both were kept.</translation>
  </message>
  <message>
   <source>{file} には、開けるレイヤがありません。</source>
   <translation>{file} holds no layer that can be opened.</translation>
  </message>
  <message>
   <source>{file} に収まる大きさ（4 GB、1,677 万件）を超えました。</source>
   <translation>The result is too large for {file} (4 GB or 16.77 million features).</translation>
  </message>
  <message>
   <source>{file} に含まれるファイルが {count:,} 個あり、多すぎます。</source>
   <translation>{file} holds {count:,} files, which is too many.</translation>
  </message>
  <message>
   <source>{file} に表示できる建物（CityGML 2.0 の Building）がありません。</source>
   <translation>{file} holds no buildings that can be shown (Building of CityGML 2.0).</translation>
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
   <source>{file} の {line:,} 行目などに、参照先が見つからない面が {count:,} 件ありました。その面は表示していません。</source>
   <translation>{file}, line {line:,} and others: {count:,} surfaces refer to something that is not there. They are not shown.</translation>
  </message>
  <message>
   <source>{file} の {line:,} 行目などに、離れた複数の立体からなる建物が {count:,} 件ありました。そのまま表示します。</source>
   <translation>{file}, line {line:,} and others: {count:,} buildings consist of separate solids. They are shown as they are.</translation>
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
   <source>{file} のコードリストの指定（{space}）がデータのフォルダの外を指しているため、そのファイルは読まず、標準のコード表で読み替えました。</source>
   <translation>A code list of {file} ({space}) points outside the folder of the data. It was not read; the standard codes were used.</translation>
  </message>
  <message>
   <source>{file} の中に CityGML（.gml）が見つかりません。</source>
   <translation>No CityGML (.gml) was found in {file}.</translation>
  </message>
  <message>
   <source>{file} の中に「{layer}」がありません。</source>
   <translation>"{layer}" is not in {file}.</translation>
  </message>
  <message>
   <source>{file} の中に読み込める CityGML がありません。{reason}</source>
   <translation>{file} holds no CityGML that can be read. {reason}</translation>
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
   <source>{file} の座標系（{srs}）を判断できないため、形を表示できません。属性だけを読み込みました。</source>
   <translation>The coordinate system of {file} ({srs}) could not be made out, so shapes cannot be shown. Only attributes were read.</translation>
  </message>
  <message>
   <source>{file} の建物に貼る画像が {count:,} 枚見つかりません（例: {uri}）。無地で表示します。</source>
   <translation>{count:,} pictures for buildings of {file} were not found (such as {uri}). Plain colours are shown.</translation>
  </message>
  <message>
   <source>{file} の拡張子では書き出す形式が決まりません。</source>
   <translation>The ending of {file} does not tell in which format to write.</translation>
  </message>
  <message>
   <source>{file} の文字コードの指定（{encoding}）は扱えないため、UTF-8 とみなして読み込みました。</source>
   <translation>The encoding of {file} ({encoding}) cannot be handled; it was read as UTF-8.</translation>
  </message>
  <message>
   <source>{file} の画像の参照（{uri}）はデータのフォルダの外を指すため、読み込みませんでした。</source>
   <translation>A picture reference of {file} ({uri}) points outside the folder of the data and was not read.</translation>
  </message>
  <message>
   <source>{file} の読み込みが途中で止まりました（メモリ不足のおそれがあります）。</source>
   <translation>Reading of {file} stopped half-way (perhaps for lack of memory).</translation>
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
   <source>{file} は zip として開けませんでした。</source>
   <translation>{file} could not be opened as a zip.</translation>
  </message>
  <message>
   <source>{file} は zip の中で壊れているか、扱えない方法で圧縮されています。</source>
   <translation>{file} is damaged inside the zip, or compressed in a way that cannot be handled.</translation>
  </message>
  <message>
   <source>{file} は {count:,} 行あります。表計算ソフトで見られるのは {most:,} 行までです。絞り込んでから書き出してください。</source>
   <translation>{file} has {count:,} rows. Spreadsheets show at most {most:,}. Filter first, then write.</translation>
  </message>
  <message>
   <source>{file} は {line:,} 行目で途切れています。そこまでの地物を読み込みました（途中の建物 {buildings:,} 棟は除きました）。ファイルをもう一度受け取り直してください。</source>
   <translation>{file} breaks off in line {line:,}. The features up to there were read ({buildings:,} unfinished buildings were left out). Get the file once more.</translation>
  </message>
  <message>
   <source>{file} はすでにあります。</source>
   <translation>{file} is already there.</translation>
  </message>
  <message>
   <source>{file} はプロジェクトのファイルとしては大きすぎます。</source>
   <translation>{file} is too large for a project file.</translation>
  </message>
  <message>
   <source>{file} は画像として読めませんでした。建物は色だけで表示します。（{reason}）</source>
   <translation>{file} could not be read as a picture. Buildings are shown in colour only. ({reason})</translation>
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
   <source>{file} は読み込める形式のファイルではありません。</source>
   <translation>{file} is not in a format that can be read.</translation>
  </message>
  <message>
   <source>{file} は途中から読めません（壊れています）。読めた所までを読み込みました。ファイルをもう一度受け取り直してください。</source>
   <translation>{file} cannot be read from some point on (it is damaged). What came before was read. Get the file once more.</translation>
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
   <source>{file} を開けません。</source>
   <translation>{file} cannot be opened.</translation>
  </message>
  <message>
   <source>{layer} を開いています</source>
   <translation>Opening {layer}</translation>
  </message>
  <message>
   <source>{name} と同じ名前のファイルが zip に 2 つ以上あります。最初のものを読み込みました。</source>
   <translation>The zip holds two or more files named {name}. The first was read.</translation>
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
   <source>{name}が{value}</source>
   <translation>{name} is {value}</translation>
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
   <source>「{file}」の{line}行目で XML の書き方が壊れているため、読み込めませんでした。</source>
   <translation>The XML in line {line} of "{file}" is broken, so it could not be read.</translation>
  </message>
  <message>
   <source>「{file}」の{line}行目付近に DOCTYPE 宣言があります。外部のファイルを読み込ませたり、メモリを使い切らせたりするおそれがあるため、読み込みを中止しました。</source>
   <translation>Near line {line} of "{file}" there is a DOCTYPE declaration. It could draw in other files or use up the memory, so reading was stopped.</translation>
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
   <source>「{label}」の単位が {unit} になっています。{expected} とみなして数値をそのまま読み込みました。</source>
   <translation>The unit of "{label}" is given as {unit}. The number was read as it is, in {expected}.</translation>
  </message>
  <message>
   <source>「{layer}」の一部を表示できませんでした。詳しくはログをご覧ください。</source>
   <translation>A part of "{layer}" could not be shown. The log has more about it.</translation>
  </message>
  <message>
   <source>「{layer}」を読み込む機能「{importer}」がありません。</source>
   <translation>There is no function "{importer}" to read "{layer}".</translation>
  </message>
  <message>
   <source>「{name}」を書き出す</source>
   <translation>Write "{name}"</translation>
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
   <source>「{text}」</source>
   <translation>"{text}"</translation>
  </message>
  <message>
   <source>「{text}」など {count} 種</source>
   <translation>"{text}" and others, {count} in all</translation>
  </message>
  <message>
   <source>「データの場所を直す」で今ある場所を指定してください。</source>
   <translation>Use "Point to the data again" to say where they are now.</translation>
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
   <source>お知らせ</source>
   <translation>Note</translation>
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
   <source>このプログラムについて</source>
   <translation>About this program</translation>
  </message>
  <message>
   <source>すべて</source>
   <translation>All</translation>
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
   <source>すべて表示する</source>
   <translation>Show all</translation>
  </message>
  <message>
   <source>すべて隠す</source>
   <translation>Hide all</translation>
  </message>
  <message>
   <source>そのほかの属性</source>
   <translation>Other attributes</translation>
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
   <source>ため池</source>
   <translation>Reservoir</translation>
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
   <source>はじめの眺めに戻る</source>
   <translation>Back to the first view</translation>
  </message>
  <message>
   <source>ほかの {files:,} 個のファイルでも、同じこと（{code}）が {count:,} 件ありました。</source>
   <translation>In {files:,} more files the same ({code}) occurred {count:,} times.</translation>
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
   <source>ほかのプログラムを閉じてから、もう一度読み込んでください。</source>
   <translation>Close other programs and read it again.</translation>
  </message>
  <message>
   <source>ほかの形式を選んでください。</source>
   <translation>Choose another format.</translation>
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
   <source>エラー</source>
   <translation>Error</translation>
  </message>
  <message>
   <source>キーの一覧</source>
   <translation>Keys</translation>
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
   <source>コピーや取得が途中で終わっていないか確かめてください。</source>
   <translation>Check whether copying or downloading stopped half-way.</translation>
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
   <source>ディスクの空きと、フォルダに書き込む権限があるかを確かめてください。</source>
   <translation>Check whether the disk has room and whether you may write to the folder.</translation>
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
   <source>データが見つからないときは、先に場所を指定し直してください。</source>
   <translation>If the data are missing, point to them again first.</translation>
  </message>
  <message>
   <source>データのフォルダの外（{file}）を指す参照があったため、読み込みませんでした。</source>
   <translation>A reference to outside the folder of the data ({file}) was not followed.</translation>
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
   <source>データを読み込む…</source>
   <translation>Read data…</translation>
  </message>
  <message>
   <source>データ作成日</source>
   <translation>Created</translation>
  </message>
  <message>
   <source>データ消滅日</source>
   <translation>Terminated</translation>
  </message>
  <message>
   <source>ハザードマップポータルサイトのタイルの凡例。</source>
   <translation>Legend of the tiles of the national hazard map portal.</translation>
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
   <source>ファイルが途中で切れていないか確かめ、配布元から入手し直してください。</source>
   <translation>Check whether the file breaks off, and get it again from its publisher.</translation>
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
   <source>ファイルをもう一度受け取り直してください。</source>
   <translation>Get the file once more.</translation>
  </message>
  <message>
   <source>ファイルをもう一度受け取り直して（ダウンロードし直して）ください。</source>
   <translation>Get (download) the file once more.</translation>
  </message>
  <message>
   <source>ファイルをもう一度受け取り直すか、展開したフォルダを選んでください。</source>
   <translation>Get the file once more, or choose an unpacked folder.</translation>
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
   <source>プリンタの状態を確かめて、もう一度お試しください。</source>
   <translation>Check the printer and try again.</translation>
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
   <source>プロジェクトを開く…</source>
   <translation>Open project…</translation>
  </message>
  <message>
   <source>ヘルプ(&amp;H)</source>
   <translation>&amp;Help</translation>
  </message>
  <message>
   <source>メモリが足りないため {file} を読み込めませんでした。ほかのファイルは読み込みました。ほかのプログラムを閉じてから、もう一度読み込んでください。</source>
   <translation>There was not enough memory to read {file}. The other files were read. Close other programs and read it again.</translation>
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
   <source>レイヤ「{layer}」には立体の形がありません。</source>
   <translation>Layer "{layer}" has no solid shapes.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」に書き出すものがありません。</source>
   <translation>Layer "{layer}" has nothing to write.</translation>
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
   <source>レイヤ「{layer}」の種類「{kind}」をこのプログラムは表示できません。行は残し、保存しても失われません。</source>
   <translation>This program cannot show layer "{layer}" of kind "{kind}". Its row stays, and saving loses nothing.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」の種類は、この版では調べられません。</source>
   <translation>This version cannot examine layers of the kind of "{layer}".</translation>
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
   <source>レイヤ「{layer}」は元のデータが見つからないため、書き出せません。</source>
   <translation>Layer "{layer}" cannot be written because its data are missing.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」は書き出せません。</source>
   <translation>Layer "{layer}" cannot be written.</translation>
  </message>
  <message>
   <source>レイヤ「{layer}」は種類「{kind}」のため、書き出せません。</source>
   <translation>Layer "{layer}" cannot be written because of its kind, "{kind}".</translation>
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
   <source>レイヤの全体を見る</source>
   <translation>Show the whole layer</translation>
  </message>
  <message>
   <source>レイヤの列を出す・しまう</source>
   <translation>Layer column on or off</translation>
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
   <source>レンガ造・コンクリートブロック造・石造</source>
   <translation>Brick, concrete block or stone</translation>
  </message>
  <message>
   <source>一覧を書き出す</source>
   <translation>Write the list</translation>
  </message>
  <message>
   <source>上端の標高</source>
   <translation>Height of top above sea level</translation>
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
   <source>両側の列を出す・しまう</source>
   <translation>Both columns on or off</translation>
  </message>
  <message>
   <source>主なテナント</source>
   <translation>Main tenants</translation>
  </message>
  <message>
   <source>件数</source>
   <translation>Count</translation>
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
   <source>住宅</source>
   <translation>House</translation>
  </message>
  <message>
   <source>住所</source>
   <translation>Address</translation>
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
   <source>供給処理施設</source>
   <translation>Supply and treatment facility</translation>
  </message>
  <message>
   <source>保存する</source>
   <translation>Save</translation>
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
   <source>備考</source>
   <translation>Remark</translation>
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
   <source>元のデータをもう一度読み込んでください。</source>
   <translation>Read the original data again.</translation>
  </message>
  <message>
   <source>全体を見る</source>
   <translation>Show everything</translation>
  </message>
  <message>
   <source>全国共通の公式な配色はありません。市の図の凡例がある場合はそれに合わせて変えてください。</source>
   <translation>There are no official colours for the whole country. Where the city's maps have a legend, adapt them to it.</translation>
  </message>
  <message>
   <source>全画面にする</source>
   <translation>Full screen</translation>
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
   <source>共同住宅</source>
   <translation>Apartment house</translation>
  </message>
  <message>
   <source>内容</source>
   <translation>Content</translation>
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
   <source>出典</source>
   <translation>Source</translation>
  </message>
  <message>
   <source>出典: {credit}</source>
   <translation>Source: {credit}</translation>
  </message>
  <message>
   <source>別のデータに置き換わっていないか確かめてください。</source>
   <translation>Check whether it was replaced by other data.</translation>
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
   <source>別の場所に保存してください。</source>
   <translation>Save it elsewhere.</translation>
  </message>
  <message>
   <source>別の場所を選んで、もう一度書き出してください。</source>
   <translation>Choose another place and write once more.</translation>
  </message>
  <message>
   <source>前の作業「{label}」が終わらなかったため、行いませんでした。</source>
   <translation>Not done because the earlier work "{label}" did not finish.</translation>
  </message>
  <message>
   <source>前回の続きのデータを開く</source>
   <translation>Open the data of last time</translation>
  </message>
  <message>
   <source>北を上にする</source>
   <translation>North up</translation>
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
   <source>区分所有の数</source>
   <translation>Number of units</translation>
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
   <source>区域区分</source>
   <translation>Area division</translation>
  </message>
  <message>
   <source>印刷できませんでした。</source>
   <translation>Nothing could be printed.</translation>
  </message>
  <message>
   <source>収容人数</source>
   <translation>Capacity</translation>
  </message>
  <message>
   <source>名前を付けて保存する…</source>
   <translation>Save as…</translation>
  </message>
  <message>
   <source>名称</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>品質</source>
   <translation>Quality</translation>
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
   <source>図形面積（屋根）</source>
   <translation>Footprint area (roof)</translation>
  </message>
  <message>
   <source>図面上の番号</source>
   <translation>Number on the drawing</translation>
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
   <source>土地利用</source>
   <translation>Land use</translation>
  </message>
  <message>
   <source>土地（筆）の数</source>
   <translation>Number of land parcels</translation>
  </message>
  <message>
   <source>土砂災害</source>
   <translation>Landslide</translation>
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
   <source>地下階数</source>
   <translation>Storeys below ground</translation>
  </message>
  <message>
   <source>地図だけにする</source>
   <translation>Map only</translation>
  </message>
  <message>
   <source>地域地区</source>
   <translation>Districts and zones</translation>
  </message>
  <message>
   <source>地盤の標高（形の下端）</source>
   <translation>Height of ground above sea level (bottom of the shape)</translation>
  </message>
  <message>
   <source>基本</source>
   <translation>Basics</translation>
  </message>
  <message>
   <source>基準容積率</source>
   <translation>Standard floor-area ratio</translation>
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
   <source>官公庁施設</source>
   <translation>Public office</translation>
  </message>
  <message>
   <source>実施主体</source>
   <translation>Surveying body</translation>
  </message>
  <message>
   <source>容積率</source>
   <translation>Floor-area ratio</translation>
  </message>
  <message>
   <source>宿泊施設</source>
   <translation>Hotel</translation>
  </message>
  <message>
   <source>屋根の形</source>
   <translation>Roof shape</translation>
  </message>
  <message>
   <source>属性の原典</source>
   <translation>Origin of the attributes</translation>
  </message>
  <message>
   <source>属性の表</source>
   <translation>Attribute table</translation>
  </message>
  <message>
   <source>工場</source>
   <translation>Factory</translation>
  </message>
  <message>
   <source>市区町村</source>
   <translation>Municipality</translation>
  </message>
  <message>
   <source>平面直角座標 {zone}系　X（北） {north}　Y（東） {east}</source>
   <translation>Plane rectangular zone {zone}　X (north) {north}　Y (east) {east}</translation>
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
   <source>廃止年</source>
   <translation>Year of abolition</translation>
  </message>
  <message>
   <source>延床面積</source>
   <translation>Total floor area</translation>
  </message>
  <message>
   <source>建物</source>
   <translation>Buildings</translation>
  </message>
  <message>
   <source>建物ID</source>
   <translation>Building ID</translation>
  </message>
  <message>
   <source>建物のレイヤを選んでください。</source>
   <translation>Choose a layer of buildings.</translation>
  </message>
  <message>
   <source>建物の用途</source>
   <translation>Use of buildings</translation>
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
   <source>建物を絞り込んで、いくつかに分けて書き出してください。</source>
   <translation>Filter the buildings and write them in several parts.</translation>
  </message>
  <message>
   <source>建物を読み込んでいます…</source>
   <translation>Reading buildings…</translation>
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
   <source>建築年</source>
   <translation>Year of construction</translation>
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
   <source>建築面積</source>
   <translation>Building area</translation>
  </message>
  <message>
   <source>建蔽率</source>
   <translation>Building coverage ratio</translation>
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
   <source>思わぬ理由で「{label}」を終えられませんでした。記録（ログ）を担当者に渡してください。</source>
   <translation>"{label}" could not be finished for an unforeseen reason. Hand the record (log) to the person in charge.</translation>
  </message>
  <message>
   <source>想定最大規模</source>
   <translation>Largest assumed scale</translation>
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
   <source>指定容積率</source>
   <translation>Designated floor-area ratio</translation>
  </message>
  <message>
   <source>指定建蔽率</source>
   <translation>Designated building coverage ratio</translation>
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
   <source>控えのファイル（.bak1 など）を開いてください。</source>
   <translation>Open a backup file (such as .bak1).</translation>
  </message>
  <message>
   <source>描き直す</source>
   <translation>Draw again</translation>
  </message>
  <message>
   <source>敷地面積</source>
   <translation>Site area</translation>
  </message>
  <message>
   <source>文教厚生施設</source>
   <translation>Education and welfare facility</translation>
  </message>
  <message>
   <source>新しいプロジェクト</source>
   <translation>New project</translation>
  </message>
  <message>
   <source>新しい版のプログラムで保存されたプロジェクトです（形式 {found}、この版は {known} まで）。</source>
   <translation>This project was saved by a newer version of the program (format {found}, this version knows up to {known}).</translation>
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
   <source>木造・土蔵造</source>
   <translation>Timber</translation>
  </message>
  <message>
   <source>未確認</source>
   <translation>Not known</translation>
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
   <source>標高</source>
   <translation>Height above sea level</translation>
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
   <source>気づいた点の一覧</source>
   <translation>List of findings</translation>
  </message>
  <message>
   <source>汎用属性</source>
   <translation>Generic attributes</translation>
  </message>
  <message>
   <source>注意</source>
   <translation>Caution</translation>
  </message>
  <message>
   <source>津波</source>
   <translation>Tsunami</translation>
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
   <source>浸水ランク</source>
   <translation>Flood rank</translation>
  </message>
  <message>
   <source>浸水深</source>
   <translation>Flood depth</translation>
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
   <source>準耐火造</source>
   <translation>Semi-fireproof</translation>
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
   <source>用途</source>
   <translation>Use</translation>
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
   <source>画像 {file} を保存できませんでした。</source>
   <translation>Picture {file} could not be saved.</translation>
  </message>
  <message>
   <source>画像「{name}」を保存する</source>
   <translation>Save picture "{name}"</translation>
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
   <source>真上から見る</source>
   <translation>View from above</translation>
  </message>
  <message>
   <source>矢印キーで移動、Shift と矢印で回転、Ctrl と矢印で見回し、PageUp と PageDown で上下、スペースで中央のものを選択します。</source>
   <translation>Arrow keys move, with Shift they turn, with Ctrl they look around, PageUp and PageDown rise and sink, Space chooses what is in the middle.</translation>
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
   <source>種類</source>
   <translation>Kind</translation>
  </message>
  <message>
   <source>空き家</source>
   <translation>Vacant</translation>
  </message>
  <message>
   <source>約 {length}</source>
   <translation>about {length}</translation>
  </message>
  <message>
   <source>終了する</source>
   <translation>Quit</translation>
  </message>
  <message>
   <source>経度</source>
   <translation>Longitude</translation>
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
   <source>耐火</source>
   <translation>Fireproof</translation>
  </message>
  <message>
   <source>耐火構造種別</source>
   <translation>Fire resistance</translation>
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
   <source>行</source>
   <translation>Line</translation>
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
   <source>表示(&amp;V)</source>
   <translation>&amp;View</translation>
  </message>
  <message>
   <source>複数の用途が同じ色です。</source>
   <translation>Several uses share a colour.</translation>
  </message>
  <message>
   <source>見る権限があるか、担当者に確かめてください。</source>
   <translation>Ask the person in charge whether you may read it.</translation>
  </message>
  <message>
   <source>規模・構造</source>
   <translation>Size and structure</translation>
  </message>
  <message>
   <source>解体年</source>
   <translation>Year of demolition</translation>
  </message>
  <message>
   <source>計測高さ</source>
   <translation>Measured height</translation>
  </message>
  <message>
   <source>計画規模</source>
   <translation>Design scale</translation>
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
   <source>設定のファイルが壊れていたため、はじめの設定に戻しました。元のファイルは {kept} に残しました。</source>
   <translation>The settings file was damaged, so the first settings are used again. The old file was kept as {kept}.</translation>
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
   <source>読み込み日</source>
   <translation>Read on</translation>
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
   <source>読み込めるもの: {formats}</source>
   <translation>What can be read: {formats}</translation>
  </message>
  <message>
   <source>読み込んだデータを {folder} に書き込めませんでした。</source>
   <translation>The converted data could not be written to {folder}.</translation>
  </message>
  <message>
   <source>調査年</source>
   <translation>Year of survey</translation>
  </message>
  <message>
   <source>識別</source>
   <translation>Identification</translation>
  </message>
  <message>
   <source>軒の高さ</source>
   <translation>Height of eaves</translation>
  </message>
  <message>
   <source>軽量鉄骨造</source>
   <translation>Light steel frame</translation>
  </message>
  <message>
   <source>農林漁業用施設</source>
   <translation>Farming and fishing facility</translation>
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
   <source>運営開始日</source>
   <translation>Opened on</translation>
  </message>
  <message>
   <source>運輸倉庫施設</source>
   <translation>Transport and storage facility</translation>
  </message>
  <message>
   <source>遠くの建物を簡略表示しています</source>
   <translation>Distant buildings are simplified</translation>
  </message>
  <message>
   <source>選んだものへ移る</source>
   <translation>Go to the selection</translation>
  </message>
  <message>
   <source>選択を解く</source>
   <translation>Deselect</translation>
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
   <source>配布元の CityGML かどうかを確かめてください。</source>
   <translation>Check whether this is the CityGML as published.</translation>
  </message>
  <message>
   <source>配布元の zip かどうかを確かめてください。</source>
   <translation>Check whether this is the zip as published.</translation>
  </message>
  <message>
   <source>重さ</source>
   <translation>Severity</translation>
  </message>
  <message>
   <source>鉄筋コンクリート造</source>
   <translation>Reinforced concrete</translation>
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
   <source>開発面積</source>
   <translation>Development area</translation>
  </message>
  <message>
   <source>開設年</source>
   <translation>Year of opening</translation>
  </message>
  <message>
   <source>防衛施設</source>
   <translation>Defence facility</translation>
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
   <source>非木造</source>
   <translation>Not timber</translation>
  </message>
  <message>
   <source>項目「{attribute}」では色分けできません。値がすべて未確認です。</source>
   <translation>"{attribute}" cannot colour the layer: all values are not known.</translation>
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
 </context>
 <context>
  <name>panels</name>
  <message>
   <source>CSV に書き出す</source>
   <translation>Write as CSV</translation>
  </message>
  <message>
   <source>{count} 件</source>
   <translation>{count}</translation>
  </message>
  <message>
   <source>{low}〜{high}</source>
   <translation>{low}–{high}</translation>
  </message>
  <message>
   <source>{name} ほか {count} 種</source>
   <translation>{name} and {count} more</translation>
  </message>
  <message>
   <source>{name}　全件未確認</source>
   <translation>{name}　none known</translation>
  </message>
  <message>
   <source>{name}（{unit}）</source>
   <translation>{name} ({unit})</translation>
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
   <source>　未確認 {count} 件</source>
   <translation>　{count} not known</translation>
  </message>
  <message>
   <source>、</source>
   <translation>, </translation>
  </message>
  <message>
   <source>「{text}」は見つかりません。建物のID・名称・用途・住所、座標で探せます。</source>
   <translation>"{text}" was not found. Buildings can be found by ID, name, use and address; places by coordinates.</translation>
  </message>
  <message>
   <source>ここへ移る</source>
   <translation>Go there</translation>
  </message>
  <message>
   <source>このセルをコピーする</source>
   <translation>Copy this cell</translation>
  </message>
  <message>
   <source>この条件を消す</source>
   <translation>Remove this condition</translation>
  </message>
  <message>
   <source>この重さのものを出す・隠す</source>
   <translation>Show or hide those of this severity</translation>
  </message>
  <message>
   <source>すべての条件を満たす</source>
   <translation>All conditions hold</translation>
  </message>
  <message>
   <source>すべて出す</source>
   <translation>Show all</translation>
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
   <source>どれかの条件を満たす</source>
   <translation>Any condition holds</translation>
  </message>
  <message>
   <source>より大きい</source>
   <translation>more than</translation>
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
   <source>データが開いているレイヤを選ぶと、絞り込めます。</source>
   <translation>Choose a layer whose data are open to filter it.</translation>
  </message>
  <message>
   <source>データの範囲 {words}</source>
   <translation>Values from {words}</translation>
  </message>
  <message>
   <source>レイヤ</source>
   <translation>Layer</translation>
  </message>
  <message>
   <source>レイヤを書き出す</source>
   <translation>Write layer to a file</translation>
  </message>
  <message>
   <source>レイヤを選ぶと、その属性の表が出ます。</source>
   <translation>Choose a layer to see its attribute table.</translation>
  </message>
  <message>
   <source>今の絞り込み</source>
   <translation>Filter in force</translation>
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
   <source>値</source>
   <translation>Value</translation>
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
   <source>元のデータのコード</source>
   <translation>Code in the original data</translation>
  </message>
  <message>
   <source>内容</source>
   <translation>Content</translation>
  </message>
  <message>
   <source>内容・ファイル・ID で絞り込む</source>
   <translation>Narrow by content, file or ID</translation>
  </message>
  <message>
   <source>出典</source>
   <translation>Source</translation>
  </message>
  <message>
   <source>区分</source>
   <translation>Class</translation>
  </message>
  <message>
   <source>単位</source>
   <translation>Unit</translation>
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
   <source>含む</source>
   <translation>contains</translation>
  </message>
  <message>
   <source>地図の建物をクリックすると、
ここに説明が出ます。</source>
   <translation>Click a building on the map
to read about it here.</translation>
  </message>
  <message>
   <source>場所</source>
   <translation>Place</translation>
  </message>
  <message>
   <source>属性の表</source>
   <translation>Attribute table</translation>
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
   <source>建物・住所・座標・操作を探す（{keys}）</source>
   <translation>Find buildings, addresses, coordinates, commands ({keys})</translation>
  </message>
  <message>
   <source>当てはまるものを選ぶ</source>
   <translation>Select what matches</translation>
  </message>
  <message>
   <source>探す</source>
   <translation>Search</translation>
  </message>
  <message>
   <source>操作</source>
   <translation>Command</translation>
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
   <source>文章としてコピーする</source>
   <translation>Copy as text</translation>
  </message>
  <message>
   <source>最大</source>
   <translation>Highest</translation>
  </message>
  <message>
   <source>最小</source>
   <translation>Lowest</translation>
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
   <source>条件が入れ子になっているため、この画面では変えられません。解くことはできます。</source>
   <translation>The conditions are nested, so they cannot be changed here. They can be removed.</translation>
  </message>
  <message>
   <source>条件に合うものはありません。</source>
   <translation>Nothing matches the conditions.</translation>
  </message>
  <message>
   <source>条件を加える</source>
   <translation>Add a condition</translation>
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
   <source>比べ方</source>
   <translation>Comparison</translation>
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
   <source>等しい</source>
   <translation>equals</translation>
  </message>
  <message>
   <source>等しくない</source>
   <translation>does not equal</translation>
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
   <source>絞り込む</source>
   <translation>Filter</translation>
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
   <source>見つかったもの</source>
   <translation>Found</translation>
  </message>
  <message>
   <source>見つかった場所へ移る</source>
   <translation>Go to the place</translation>
  </message>
  <message>
   <source>解く</source>
   <translation>Remove</translation>
  </message>
  <message>
   <source>読み込んだデータに、気づいた点はありません。</source>
   <translation>There are no findings about the data.</translation>
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
   <source>選んだ行をコピーする</source>
   <translation>Copy the selected rows</translation>
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
 </context>
 <context>
  <name>window</name>
  <message>
   <source>3D 都市モデル: 国土交通省 Project PLATEAU（CC BY 4.0 など、データごとの利用条件に従ってください）</source>
   <translation>3D city models: MLIT Project PLATEAU (CC BY 4.0 and others; follow the terms of each dataset)</translation>
  </message>
  <message>
   <source>Ctrl + 矢印キー</source>
   <translation>Ctrl + arrow keys</translation>
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
   <source>Shift + ドラッグ</source>
   <translation>Shift + drag</translation>
  </message>
  <message>
   <source>Shift + 矢印キー</source>
   <translation>Shift + arrow keys</translation>
  </message>
  <message>
   <source>X {south} ～ {north} m、Y {west} ～ {east} m、標高 {bottom} ～ {top} m</source>
   <translation>X {south} to {north} m, Y {west} to {east} m, height {bottom} to {top} m</translation>
  </message>
  <message>
   <source>zip は展開せずにそのまま開けます。CityGML（.gml）とプロジェクト（.gisproj）も開けます。</source>
   <translation>A zip opens as it is, without unpacking. CityGML (.gml) and projects (.gisproj) open too.</translation>
  </message>
  <message>
   <source>{count} 件のレイヤのデータが、元の場所に見つかりません（{names}）。今ある場所を指定すると表示できます。</source>
   <translation>The data of {count} layers are not where they were ({names}). Say where they are now to show them.</translation>
  </message>
  <message>
   <source>{credit}（{name}）</source>
   <translation>{credit} ({name})</translation>
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
   <source>{low}～{high}{unit}</source>
   <translation>{low}–{high}{unit}</translation>
  </message>
  <message>
   <source>{minutes} 分 {seconds} 秒</source>
   <translation>{minutes} min {seconds} s</translation>
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
   <source>{name}の色を選ぶ</source>
   <translation>Choose the colour of {name}</translation>
  </message>
  <message>
   <source>{name}（{keys}）</source>
   <translation>{name} ({keys})</translation>
  </message>
  <message>
   <source>{path} に書き出しました。</source>
   <translation>Written to {path}.</translation>
  </message>
  <message>
   <source>{seconds} 秒</source>
   <translation>{seconds} s</translation>
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
   <source>「{name}」を最後に保存してからの変更を、どうしますか。</source>
   <translation>What is to become of the changes to "{name}" since it was saved last?</translation>
  </message>
  <message>
   <source>いつもの場所</source>
   <translation>The usual place</translation>
  </message>
  <message>
   <source>いまの操作を終えられませんでした</source>
   <translation>The operation could not be finished</translation>
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
   <source>ここに PLATEAU の zip やフォルダをドラッグしてください</source>
   <translation>Drag a PLATEAU zip or folder here</translation>
  </message>
  <message>
   <source>このキーにする</source>
   <translation>Use these keys</translation>
  </message>
  <message>
   <source>このプログラムについて</source>
   <translation>About this program</translation>
  </message>
  <message>
   <source>この作業を取りやめる</source>
   <translation>Stop this task</translation>
  </message>
  <message>
   <source>この版では区域の図（Shapefile）はまだ開けません。建物は表示できます。</source>
   <translation>This version cannot open maps of areas (Shapefile) yet. Buildings can be shown.</translation>
  </message>
  <message>
   <source>この版では点群（LAS・LAZ）はまだ開けません。建物は表示できます。</source>
   <translation>This version cannot open point clouds (LAS, LAZ) yet. Buildings can be shown.</translation>
  </message>
  <message>
   <source>この設定にする</source>
   <translation>Use these settings</translation>
  </message>
  <message>
   <source>この項目には値がないため、塗り分けられません。</source>
   <translation>This attribute has no values to colour by.</translation>
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
   <source>その他</source>
   <translation>Other</translation>
  </message>
  <message>
   <source>その場で見回す</source>
   <translation>Look around</translation>
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
   <source>はじめの画面</source>
   <translation>First page</translation>
  </message>
  <message>
   <source>はじめの眺めに戻る</source>
   <translation>Back to the first view</translation>
  </message>
  <message>
   <source>ほかに {count} 件のお知らせがあります。</source>
   <translation>There are {count} more messages.</translation>
  </message>
  <message>
   <source>ほかの操作と同じキーを選ぶと、そのキーはあとから選んだ操作のものになります。</source>
   <translation>If you choose a key of another command, the key goes to the one you chose last.</translation>
  </message>
  <message>
   <source>まだありません</source>
   <translation>Nothing yet</translation>
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
   <source>やめる</source>
   <translation>Leave</translation>
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
   <source>データについて気づいた点の一覧を開きます</source>
   <translation>Opens the list of findings about the data</translation>
  </message>
  <message>
   <source>データのあるフォルダを選ぶ（中のフォルダも探します）</source>
   <translation>Choose the folder of the data (folders inside are searched too)</translation>
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
   <source>ドローンや測量の点群に使います</source>
   <translation>For point clouds of drones and surveys</translation>
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
   <source>レイヤ</source>
   <translation>Layers</translation>
  </message>
  <message>
   <source>レイヤの一覧</source>
   <translation>List of layers</translation>
  </message>
  <message>
   <source>レイヤを GeoPackage・GeoJSON・CSV・OBJ・glTF などに書き出せます。</source>
   <translation>Layers can be written as GeoPackage, GeoJSON, CSV, OBJ, glTF and more.</translation>
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
   <source>個</source>
   <translation>​</translation>
  </message>
  <message>
   <source>公開</source>
   <translation>Publish</translation>
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
   <source>利用条件</source>
   <translation>Terms of use</translation>
  </message>
  <message>
   <source>前回は途中で終わりました。「{name}」を、{time} に自動保存したところから続けられます。</source>
   <translation>Last time the program ended early. "{name}" can be continued from where it was saved automatically, {time}.</translation>
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
   <source>右ドラッグ・中ドラッグ</source>
   <translation>Drag right or middle button</translation>
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
   <source>地図の中</source>
   <translation>In the map</translation>
  </message>
  <message>
   <source>地図を動かす</source>
   <translation>Move the map</translation>
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
   <source>変更してからこの時間のうちに、別の場所へ自動で保存します。次に起動したときから変わります。</source>
   <translation>After a change, it is saved in a separate place within this time. Takes effect at the next start.</translation>
  </message>
  <message>
   <source>大きさ</source>
   <translation>Size</translation>
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
   <source>市役所の中で、ネットワークなしで使える 3D 都市モデルと地図のソフトです。MIT ライセンスで使えます。</source>
   <translation>3D city models and maps for city halls, without any network. MIT licence.</translation>
  </message>
  <message>
   <source>平面直角座標</source>
   <translation>Plane rectangular coordinates</translation>
  </message>
  <message>
   <source>平面直角座標系 {zone} 系（{crs}）</source>
   <translation>Plane rectangular system, zone {zone} ({crs})</translation>
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
   <source>建物ID・名称・用途で探せます（{search}）。</source>
   <translation>Find by building ID, name or use ({search}).</translation>
  </message>
  <message>
   <source>建物をクリックすると、データに入っている浸水・津波・土砂災害の想定が表示されます。</source>
   <translation>Click a building to see the flood, tsunami and landslide assumptions that the data hold.</translation>
  </message>
  <message>
   <source>建物をクリックすると、用途・高さ・構造・出典などが表示されます。</source>
   <translation>Click a building to see its use, height, structure, source and more.</translation>
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
   <source>形式</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>想定のある建物だけに絞り込めます（{filter}）。</source>
   <translation>Filter for buildings with such assumptions ({filter}).</translation>
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
   <source>操作</source>
   <translation>Command</translation>
  </message>
  <message>
   <source>文字と部品の大きさ</source>
   <translation>Size of text and controls</translation>
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
   <source>暗い</source>
   <translation>Dark</translation>
  </message>
  <message>
   <source>書き出す前に、公開してよい属性かどうかをご確認ください。この版では自動では確かめません。</source>
   <translation>Before writing, check which attributes may be published. This version does not check by itself.</translation>
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
   <source>案の色に戻す</source>
   <translation>Back to the proposed colours</translation>
  </message>
  <message>
   <source>業務: {name}</source>
   <translation>Desk: {name}</translation>
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
   <source>残しておく古い版</source>
   <translation>Older versions to keep</translation>
  </message>
  <message>
   <source>残り約 {time}</source>
   <translation>about {time} left</translation>
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
   <source>準備しています…</source>
   <translation>Preparing…</translation>
  </message>
  <message>
   <source>濃さ</source>
   <translation>Opacity</translation>
  </message>
  <message>
   <source>点群</source>
   <translation>Survey</translation>
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
   <source>用途や高さで塗り分けられます。</source>
   <translation>Colour by use or height.</translation>
  </message>
  <message>
   <source>画像 (*.png *.jpg)</source>
   <translation>Picture (*.png *.jpg)</translation>
  </message>
  <message>
   <source>画像を {path} に保存しました。</source>
   <translation>The picture was saved as {path}.</translation>
  </message>
  <message>
   <source>画面の動きを減らす（視点がすぐに移ります）</source>
   <translation>Less motion (the camera jumps)</translation>
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
   <source>縮尺</source>
   <translation>Scale</translation>
  </message>
  <message>
   <source>置き場所</source>
   <translation>Place</translation>
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
   <source>自治会</source>
   <translation>Areas</translation>
  </message>
  <message>
   <source>自治会の区域の管理に使います</source>
   <translation>For the areas of neighbourhood associations</translation>
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
   <source>表示</source>
   <translation>Display</translation>
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
   <source>言語 / Language</source>
   <translation>Language / 言語</translation>
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
   <source>読み込みの方式</source>
   <translation>Read by</translation>
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
   <source>読み込めるデータ (*.zip *.gml *.xml)</source>
   <translation>Data that can be read (*.zip *.gml *.xml)</translation>
  </message>
  <message>
   <source>読み込んだデータ</source>
   <translation>Data that were read</translation>
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
   <source>選んだレイヤの濃さ</source>
   <translation>Opacity of the chosen layer</translation>
  </message>
  <message>
   <source>選んだ操作のキー</source>
   <translation>Keys of the chosen command</translation>
  </message>
  <message>
   <source>選択したもの</source>
   <translation>Selection</translation>
  </message>
  <message>
   <source>部品</source>
   <translation>Part</translation>
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
   <source>順番を待っています</source>
   <translation>Waiting for its turn</translation>
  </message>
 </context>
</TS>
