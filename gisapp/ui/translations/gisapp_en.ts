<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="ja_JP">
 <context>
  <name>messages</name>
  <message>
   <source>0.3m以上0.5m未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>0.3m未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>0.5 m は1階の床の高さ、3 m は2階の床下、5 m は2階の屋根にあたります。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>0.5m以上1m未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>0.5m以上3m未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>0.5m未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>100 m以上</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>10m以上20m未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>10〜14階</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>10〜15 m</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>12時間以上24時間未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>12時間未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>15〜20 m</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>15階以上</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1950年以前</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1951〜1970年</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1971〜1981年</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1981年の建物は、新旧どちらの基準か年だけでは分かりません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1982〜2000年</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1m以上3m未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1日以上3日未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1週間以上2週間未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1階</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1階の用途</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>2001〜2010年</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>2011年以後</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>20m以上</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>20〜31 m</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>2週間以上4週間未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>2階</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>2階（以上）の用途</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>31〜45 m</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>3D ビュー</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>3D都市モデル（PLATEAU CityGML）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>3m以上5m未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>3日以上1週間未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>3次医療圏規模の医療施設</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>3階</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>3階（以上）の用途</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>45〜60 m</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>4〜5階</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>4週間以上</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>5m以上10m未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>5 m未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>5〜10 m</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>60〜100 m</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>6〜9階</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>CSV（表計算用の属性表）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>DOCTYPE 宣言を取り除いたファイルを配布元から入手し直してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>GeoJSON（経度・緯度）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>GeoPackage など、平面の図形を書き出す形式を選んでください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>GeoPackage（平面図形・全属性）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>GeoParquet（平面図形・全属性）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ID</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>LOD1 の形の高さは仮の値（一律 3 m）です</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>LOD1の高さの求め方</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>LODの詳細区分</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>N</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>OBJ（立体の形）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PLATEAU の配布 zip、udx フォルダを含むフォルダ、または .gml を選んでください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>gisapp check で、データがそろっているか調べてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>gisapp info で、値のある項目を調べてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>glTF バイナリ（立体の形・主な属性）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} が大きすぎるため読み込みませんでした（上限 {limit:,} バイト）。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} が見つからないため、前に読み込んだ内容（{made}）を表示しています。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} が見つかりません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} で画像の座標の数が形と合わない点が {count:,} 個あります。その部分は正しく貼れません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} には、開けるレイヤがありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} に収まる大きさ（4 GB、1,677 万件）を超えました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} に含まれるファイルが {count:,} 個あり、多すぎます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} に表示できる建物（CityGML 2.0 の Building）がありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目から始まる地物が大きすぎるため、そこで読み込みを止めました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目で XML のタグが正しく閉じていません。この地物（{id}）を除いて読み込みました（建物 {buildings:,} 棟）。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目でファイルが終わった後にも建物が {buildings:,} 棟書かれています。その部分は読み込みませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに、ファイル名のメッシュの外にある建物が {count:,} 棟ありました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに、参照先が見つからない面が {count:,} 件ありました。その面は表示していません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに別のファイルへの参照が {count:,} 件あります。その形は表示していません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに同じ点が続く輪郭が {count:,} 件ありました。重なりを除いて読み込みました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに宣言のない接頭辞「{prefix}:」があります。そのまま読み込みました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに座標が空の面が {count:,} 件ありました。その面を除きました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに座標の数が 3 の倍数でない面が {count:,} 件ありました。余った数を除いて読み込みました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに形のない建物が {count:,} 棟ありました。属性だけを読み込みました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに数値でない座標を含む面が {count:,} 件ありました。その点を除きました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに日本の範囲にない座標の面が {count:,} 件ありました。除きました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに穴が外周に接して面を分ける面が {count:,} 件ありました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに穴が外周の外にある面が {count:,} 件ありました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに穴どうしが重なる面が {count:,} 件ありました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに立体が閉じていない建物が {count:,} 棟ありました。そのまま表示します。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに輪郭が交差する面が {count:,} 件ありました。できる範囲で表示します。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに閉じていない輪郭が {count:,} 件ありました。閉じて読み込みました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに面にならない輪郭（異なる点が 3 つ未満）が {count:,} 件ありました。除きました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに面の表裏が逆の建物が {count:,} 棟ありました。そのまま表示します。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目などに面積のない面が {count:,} 件ありました。除いて表示します。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目に文字コードの合わない文字があります。その文字を「�」に置き換えて読み込みました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の {line:,} 行目に文書型宣言（DOCTYPE）があります。安全のため、そこから先を読み込みませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} のコードリストの指定（{space}）がデータのフォルダの外を指しているため、そのファイルは読まず、標準のコード表で読み替えました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の中に CityGML（.gml）が見つかりません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の中に「{layer}」がありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の中に読み込める CityGML がありません。{reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の座標系の指定（{srs}）が正しくありません。値から緯度・経度（EPSG:6697）とみなしました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の座標系（{srs}）を判断できないため、形を表示できません。属性だけを読み込みました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の建物に貼る画像が {count:,} 枚見つかりません（例: {uri}）。無地で表示します。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の拡張子では書き出す形式が決まりません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の文字コードの指定（{encoding}）は扱えないため、UTF-8 とみなして読み込みました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の画像の参照（{uri}）はデータのフォルダの外を指すため、読み込みませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} の読み込みが途中で止まりました（メモリ不足のおそれがあります）。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} は CityGML 3.0（PLATEAU 6）形式です。建物 {count:,} 棟を数えましたが、この版ではまだ表示できません。CityGML 2.0 形式のデータを使ってください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} は CityGML ではありません（CityModel 要素がありません）。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} は zip として開けませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} は zip の中で壊れているか、扱えない方法で圧縮されています。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} は {count:,} 行あります。表計算ソフトで見られるのは {most:,} 行までです。絞り込んでから書き出してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} は {line:,} 行目で途切れています。そこまでの地物を読み込みました（途中の建物 {buildings:,} 棟は除きました）。ファイルをもう一度受け取り直してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} はすでにあります。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} はプロジェクトのファイルとしては大きすぎます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} は画像として読めませんでした。建物は色だけで表示します。（{reason}）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} は空のファイルです。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} は経度・緯度の順に書かれています。入れ替えて読み込みました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} は読み込める形式のファイルではありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} は途中から読めません（壊れています）。読めた所までを読み込みました。ファイルをもう一度受け取り直してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} は途中で切れているか、空のファイルです。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} を保存できませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} を保存できませんでした。ディスクの空きがありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} を保存できませんでした。フォルダ {folder} がありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} を保存できませんでした。書き込めない場所か、ほかのプログラムが開いています。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} を書き出せません。フォルダ {folder} がありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} を書き出せませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} を書き出せませんでした。ディスクの空きがありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} を書き出せませんでした。書き込めない場所か、ほかのプログラムが開いています。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} を開けません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{layer} を開いています</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} と同じ名前のファイルが zip に 2 つ以上あります。最初のものを読み込みました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} はパスワードで保護されているため読み込めませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} は展開すると {size:,} バイトになり不自然に大きいため、読み込みませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} を開けないため、読み込みませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}が{value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}が{value}のいずれか</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}が{value}を超える</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}が{value}以上</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}が{value}以下</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}が{value}以外</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}が{value}未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}が未確認</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}に{value}を含む</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>、</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>、かつ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>、または</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{file}」の{line}行目で XML の書き方が壊れているため、読み込めませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{file}」の{line}行目付近に DOCTYPE 宣言があります。外部のファイルを読み込ませたり、メモリを使い切らせたりするおそれがあるため、読み込みを中止しました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{label}」が割合（0.6 など）で書かれていたため、百分率（60 % など）に直しました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{label}」に未入力を表す値（-9999、9999、0001 など）があり、「未確認」として扱います。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{label}」に読み取れない値（{value}）があります。「未確認」とし、元の値は「そのほかの属性」に残しました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{label}」の単位が {unit} になっています。{expected} とみなして数値をそのまま読み込みました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{layer}」の一部を表示できませんでした。詳しくはログをご覧ください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{layer}」を読み込む機能「{importer}」がありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{name}」を書き出す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{name}」を読み込む</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{old}」を「{new}」に改める</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{text}」</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{text}」など {count} 種</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「データの場所を直す」で今ある場所を指定してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>あるレイヤ: {layers}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ある項目: {attributes}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>お知らせ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ここに PLATEAU の zip や Shapefile をドラッグしてください</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>この PC では 3D の絵を描けませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>このプログラムについて</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>すべて</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>すべてのレイヤを表示する</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>すべてのレイヤを隠す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>すべて表示する</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>すべて隠す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>そのほかの属性</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>そのファイルを開いているプログラムを閉じるか、別の場所に保存してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>そのファイルを開いているプログラムを閉じるか、別の場所を選んでください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>その他</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ため池</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ため池浸水ランク（最大）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ため池浸水深（最大）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>はじめの眺めに戻る</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ほかの {files:,} 個のファイルでも、同じこと（{code}）が {count:,} 件ありました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ほかのプログラムで開いていないか、見る権限があるか、つながっているかを確かめてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ほかのプログラムで開いていないか、見る権限があるか確かめてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ほかのプログラムを閉じてから、もう一度読み込んでください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ほかの形式を選んでください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>やり直す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>やり直す: {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>エラー</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>キーの一覧</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>グループ「{name}」を解く</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>グループを表示する</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>グループを隠す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>コピーや取得が途中で終わっていないか確かめてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>コードリスト {file} を読み込めなかったため、標準のコード表で読み替えました。{reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>コードリスト {list} がデータにないか、コードが載っていないため、標準のコード表で読み替えました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>コードリスト {list} にないコード（{code} など）があります。コードのまま表示します。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ディスクの空きと、フォルダに書き込む権限があるかを確かめてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ディスクの空きと、書き込める場所かどうかを確かめてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データが見つからないときは、先に場所を指定し直してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データのフォルダの外（{file}）を指す参照があったため、読み込みませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データの場所を指定し直す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データの場所を指定し直す…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データを読み込む…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データ作成日</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データ消滅日</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ハザードマップポータルサイトのタイルの凡例。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ファイル</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ファイル(&amp;F)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ファイルが途中で切れていないか確かめ、配布元から入手し直してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ファイルの {line} 行目を読めません。途中で切れているか、壊れています。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ファイルの中の「{place}」を読めません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ファイルをもう一度受け取り直してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ファイルをもう一度受け取り直して（ダウンロードし直して）ください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ファイルをもう一度受け取り直すか、展開したフォルダを選んでください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>フォルダ {file} の中に、読み込めるデータが見つかりません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>フォルダの外を指す名前のファイル（{name}）は読み込みませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>フォルダを作るか、別の場所を選んでください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>プリンタの状態を確かめて、もう一度お試しください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>プログラムを新しい版にしてから開いてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>プロジェクト {file} が見つかりません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>プロジェクト {file} はすでにあります。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>プロジェクト {file} を開けません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>プロジェクト「{name}」を保存する</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>プロジェクト「{name}」を開く</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>プロジェクトを開く…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ヘルプ(&amp;H)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>メモリが足りないため {file} を読み込めませんでした。ほかのファイルは読み込みました。ほかのプログラムを閉じてから、もう一度読み込んでください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ(&amp;L)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」がありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」には立体の形がありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」に書き出すものがありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」に項目「{attribute}」がありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」の {total:,} 件のうち {count:,} 件は立体の形を持たないため、書き出したファイルに入っていません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」のデータ {file} が見つかりません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」のデータ {file} が見つかりません。「データの場所を指定し直す」で今ある場所を選んでください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」のデータ {file} は、読み込んだ後に変わっています。次に開くとき読み直します。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」の種類「{kind}」をこのプログラムは表示できません。行は残し、保存しても失われません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」の種類は、この版では調べられません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」の設定「{name}」をこの版は知らないため、使いません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」は {format} では書き出せません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」は、この PC ではまだ読み込んでいません。次に開くとき読み込みます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」は元のデータが見つからないため、書き出せません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」は書き出せません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」は種類「{kind}」のため、書き出せません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{layer}」を開けませんでした。{reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{name}」の凡例の言葉を変える</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{name}」の濃さを変える</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{name}」の絞り込みを解く</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{name}」の色を変える</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{name}」の色分けを変える</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{name}」をグループに入れる</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{name}」を外す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{name}」を絞り込む</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{name}」を表示する</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ「{name}」を隠す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤの全体を見る</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤの列を出す・しまう</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤの順番を変える</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤを外す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤを書き出す…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤを表示する・隠す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レンガ造・コンクリートブロック造・石造</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>一覧を書き出す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>上端の標高</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>不動産ID</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>不動産IDの一致点数</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>不動産ID（土地）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>不動産ID（専有部分）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>不明</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>不要なファイルを消すか、別の場所に保存してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>不要なファイルを消すか、別の場所を選んでください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>両側の列を出す・しまう</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>主なテナント</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>件数</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>位置精度（LOD0）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>位置精度（LOD2）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>位置精度（LOD3）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>位置精度（LOD4）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>位置精度（地図情報レベル）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>住宅</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>住所</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>作業の一覧</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>作業所併用住宅</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>供給処理施設</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>保存する</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>値から作った色分け</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>値から作った色分け（件数をそろえる）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>値から作った色分け（等間隔）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>備考</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>元に戻す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>元に戻す: {step}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>元のデータをもう一度読み込んでください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>全体を見る</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>全国共通の公式な配色はありません。市の図の凡例がある場合はそれに合わせて変えてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>全画面にする</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>公共測量の原典（LOD0）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>公共測量の原典（LOD1）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>公共測量の原典（LOD2）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>公共測量の原典（LOD3）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>公共測量の原典（LOD4）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>共同住宅</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>内容</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>内水</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>内水浸水ランク（最大）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>内水浸水深（最大）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>出典</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>出典: {credit}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>別のデータに置き換わっていないか確かめてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>別の名前にするか、上書きを選んでください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>別の名前にするか、加えてよければ --new を付けずに実行してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>別の場所に保存してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>別の場所を選んで、もう一度書き出してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>前の作業「{label}」が終わらなかったため、行いませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>前回の続きのデータを開く</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>北を上にする</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>区分は標準製品仕様書 BuildingDetailAttribute_buildingStructureType（i-UR 3.2）。色は当プログラムが定めたもの。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>区分は標準製品仕様書 BuildingDetailAttribute_fireproofStructureType（i-UR 3.2）。色は当プログラムが定めたもの。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>区分は標準製品仕様書 Building_usage（i-UR 3.2）。色は都市計画図の慣例（商業＝赤系、住居＝黄系、公共＝青系、工業＝紫系）に沿って当プログラムが定めたもの。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>区分所有の数</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>区切りのうち 20・31・60 m は建築基準法に現れる高さ。色は当プログラムが定めたもの。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>区切りは耐震基準の改正（1950年 建築基準法、1971年 改正、1981年6月 新耐震基準、2000年6月 木造の改正）の翌年。色は当プログラムが定めたもの。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>区域区分</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>印刷できませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>収容人数</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>同じ gml:id の建物が {count:,} 組あります（例: {id}）。どちらも残しました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>名前を付けて保存する…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>名称</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>品質</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>商業施設</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>商業系複合施設</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>図形の原典</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>図形の原典（LOD0）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>図形の原典（LOD1）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>図形の原典（LOD2）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>図形の原典（LOD3）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>図形の原典（LOD4）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>図形面積（屋根）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>図面上の番号</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>国土交通省 PLATEAU VIEW 4 の用途の配色。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>国土交通省「水害ハザードマップ作成の手引き」の標準の配色。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>国土交通省「水害ハザードマップ作成の手引き」の標準の配色。ランクは標準製品仕様書 RiverFloodingRiskAttribute_rank（i-UR 3.2）。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>国土交通省「水害ハザードマップ作成の手引き」の詳細版の配色。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>土地利用</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>土地（筆）の数</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>土砂災害</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>土砂災害特別警戒区域（指定前）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>土砂災害特別警戒区域（指定済）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>土砂災害警戒区域</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>土砂災害警戒区域（指定前）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>土砂災害警戒区域（指定済）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>土砂災害警戒区域（最も重いもの）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>地上の階高</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>地上階数</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>地下1階の用途</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>地下2階の用途</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>地下の用途</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>地下の階高</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>地下階数</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>地図だけにする</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>地域地区</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>地盤の標高（形の下端）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>基本</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>基準容積率</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>外観の原典</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>外観の原典（LOD0）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>外観の原典（LOD1）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>外観の原典（LOD2）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>外観の原典（LOD3）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>外観の原典（LOD4）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>官公庁施設</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>実施主体</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>容積率</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>宿泊施設</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>屋根の形</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>属性の原典</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>属性の表</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>工場</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>市区町村</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>平面直角座標 {zone}系　X（北） {north}　Y（東） {east}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>店舗の床面積</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>店舗等併用住宅</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>店舗等併用共同住宅</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>廃止年</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>延床面積</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物ID</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物のレイヤを選んでください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物の用途</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物の用途（PLATEAU VIEW の色）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物の種別</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物を絞り込んで、いくつかに分けて書き出してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物を読み込んでいます…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物部分</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物部分番号</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物（udx/bldg）を含むデータを選んでください。{reason}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建築年</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建築物の高さ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建築確認申請番号</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建築面積</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建蔽率</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>形の詳細度</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>形の詳細度（LOD）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>思わぬ理由で「{label}」を終えられませんでした。記録（ログ）を担当者に渡してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>想定最大規模</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>拡張子が {suffix} のファイルを選んでください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>拡張属性</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>指定容積率</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>指定建蔽率</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>指定済の2色は国土交通省 PLATEAU VIEW 4 の急傾斜地の配色。指定前の2色はそれを薄めたもの。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>探す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>控えのファイル（.bak1 など）を開いてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>描き直す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>敷地面積</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>文教厚生施設</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>新しいプロジェクト</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>新しい版のプログラムで保存されたプロジェクトです（形式 {found}、この版は {known} まで）。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>最後の区分（4週間以上）の色は資料によって異なります。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>最近使ったもの…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>木造・土蔵造</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>未確認</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>枝番</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>業務施設</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>構造種別</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>構造種別（独自区分）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>標高</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>機能</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>次のどれかにしてください: {suffixes}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>気づいた点の一覧</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>汎用属性</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>注意</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>津波</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>津波浸水ランク（最大）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>津波浸水深（最大）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>洪水</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>洪水浸水ランク（想定最大規模）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>洪水浸水ランク（計画規模）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>洪水浸水深（想定最大規模）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>洪水浸水深（計画規模）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>洪水浸水継続時間（想定最大規模）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>浸水ランク</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>浸水深</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>浸水深（細かい区分）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>浸水継続時間</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>準耐火造</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>災害リスク</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>災害リスク（すべて）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>用途</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>用途（大分類2）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>用途（大分類）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>用途（独自区分2）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>用途（独自区分）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>画像 {file} を保存できませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>画像「{name}」を保存する</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>画面を印刷する…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>画面を画像で保存する…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>真上から見る</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>矢印キーで移動、Shift と矢印で回転、Ctrl と矢印で見回し、PageUp と PageDown で上下、スペースで中央のものを選択します。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>移動や名前の変更がないか確かめてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>移動や名前の変更をしていないか、共有フォルダにつながっているか確かめてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>移動中は解像度を下げています</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>種類</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>空き家</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>約 {length}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>終了する</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>経度</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>絞り込み…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>絞り込みに使う項目「{attribute}」がレイヤ「{layer}」にないため、1 件も当てはまりません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>絞り込みの条件を確かめてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>編集(&amp;E)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>緯度</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>緯度 {latitude}°　経度 {longitude}°</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>耐火</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>耐火構造種別</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>色と区切りは当プログラムが定めたもの。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>色分け…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>行</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>表の行をコピーする</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>表や検索はそのまま使えます。グラフィックドライバーを更新するか、情報システムの担当に相談してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>表示(&amp;V)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>複数の用途が同じ色です。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>見る権限があるか、担当者に確かめてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>規模・構造</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>解体年</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>計測高さ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>計画規模</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>設定(&amp;S)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>設定…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>設定「{name}」の値が正しくないため、はじめの値を使います。設定の画面で確かめてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>設定のファイルが壊れていたため、はじめの設定に戻しました。元のファイルは {kept} に残しました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>詳細の列を出す・しまう</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>詳細用途</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>詳細用途2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>詳細用途3</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>説明</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>読み込み日</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>読み込み済みデータ（{folder}）が壊れています。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>読み込み済みデータ（{folder}）が見つかりません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>読み込み済みデータ（{folder}）は別の版の形式です。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>読み込めるもの: {formats}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>読み込んだデータを {folder} に書き込めませんでした。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>調査年</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>識別</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>軒の高さ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>軽量鉄骨造</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>農林漁業用施設</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>追加機能「{name}」（{package}）は、同じ名前の機能がすでにあるため使いません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>追加機能「{name}」（{package}）を使えません。入れた担当者に確かめてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>運営開始日</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>運輸倉庫施設</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>遠くの建物を簡略表示しています</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>選んだものへ移る</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>選択を解く</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>都市計画</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>都市計画区域</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>都道府県</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>配布元の CityGML かどうかを確かめてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>配布元の zip かどうかを確かめてください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>重さ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>鉄筋コンクリート造</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>鉄骨造</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>鉄骨鉄筋コンクリート造</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>開発面積</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>開設年</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>防衛施設</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>集客施設</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>集客施設の備考</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>集客施設の名称</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>集客施設の延床面積</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>集客施設の所有者</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>集客施設の種類</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>集客施設の調査年</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>非木造</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>項目「{attribute}」では色分けできません。値がすべて未確認です。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>高潮</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>高潮浸水ランク（最大）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>高潮浸水深（最大）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>（{words}）</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>panels</name>
  <message>
   <source>CSV に書き出す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} 件</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{low}〜{high}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name} ほか {count} 種</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}（{unit}）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{severity} {count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{severity}　{words}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{total} 件</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{total} 件のうち {met} 件</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{total} 件のうち {shown} 件</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{value}（{code}）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{words}　ほか {count} か所</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>　</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>　{chosen} 件を選択中</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>　未確認 {count} 件</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>、</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{text}」は見つかりません。建物のID・名称・用途・住所、座標で探せます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ここへ移る</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>このセルをコピーする</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>この条件を消す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>この重さのものを出す・隠す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>すべての条件を満たす</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>すべて出す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>すべて隠す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>そのほか</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>そのほかの種類</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>どれかの条件を満たす</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>より大きい</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>コピーする</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データが開いているレイヤを選ぶと、絞り込めます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データの範囲 {words}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤを書き出す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤを選ぶと、その属性の表が出ます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>今の絞り込み</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>以上</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>以下</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>件数</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>値</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>値はすべて未確認です。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>値を探す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>元のデータのコード</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>内容</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>内容・ファイル・ID で絞り込む</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>出典</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>合計 {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>含む</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>地図の建物をクリックすると、
ここに説明が出ます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>場所</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>属性の表</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>平均 {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物・住所・座標・操作を探す（{keys}）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>当てはまるものを選ぶ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>探す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>操作</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>数字で入力してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>数量</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>文章としてコピーする</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>未確認</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>未確認 {count} 件</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>条件が入れ子になっているため、この画面では変えられません。解くことはできます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>条件に合うものはありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>条件を加える</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>次のどれか</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>次のどれでもない</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>比べ方</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>気づいた点.csv</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>気づいた点の一覧</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>等しい</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>等しくない</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>絞り込み…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>絞り込みに従う</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>絞り込む</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>表としてコピーする</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>表に出す項目</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>見つかったもの</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>見つかった場所へ移る</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>解く</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>読み込んだデータに、気づいた点はありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>選ぶ…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>選んだものへ移る</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>選んだ行をコピーする</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>選択した件数</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>選択した行だけ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>項目</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>項目…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>項目の名前で探す</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>window</name>
  <message>
   <source>3D 都市モデル: 国土交通省 Project PLATEAU（CC BY 4.0 など、データごとの利用条件に従ってください）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl + 矢印キー</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>JGD2011 緯度経度・標高（{crs}）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>JGD2011 緯度経度（{crs}）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shift + ドラッグ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shift + 矢印キー</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>X {south} ～ {north} m、Y {west} ～ {east} m、標高 {bottom} ～ {top} m</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>zip は展開せずにそのまま開けます。CityGML（.gml）とプロジェクト（.gisproj）も開けます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{count} 件のレイヤのデータが、元の場所に見つかりません（{names}）。今ある場所を指定すると表示できます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{credit}（{name}）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{high}{unit} 未満</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{hours} 時間 {minutes} 分</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{id} は地図にありません。形がないか、読み込めなかったものです。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{keys} で元に戻ります</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{line} 行目</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{low}{unit} 以上</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{low}～{high}{unit}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{minutes} 分 {seconds} 秒</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{month}月{day}日 {hour}:{minute:02}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}
データが見つかりません: {path}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}の色を選ぶ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{name}（{keys}）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{path} に書き出しました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{seconds} 秒</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{year}年{month}月{day}日</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>　</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>、</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{name}」の {count} 件すべてを書き出します。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{name}」の {left} 棟は形や属性に誤りがあり、表示できません。ほかの {shown} 棟は読み込みました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{name}」のうち、絞り込みを通った {count} 件を書き出します。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>「{name}」を最後に保存してからの変更を、どうしますか。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>いつもの場所</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>いまの操作を終えられませんでした</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>お知らせ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>お知らせ {count} 件</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>お知らせを閉じる</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ここに PLATEAU の zip やフォルダをドラッグしてください</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>このキーにする</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>このプログラムについて</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>この作業を取りやめる</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>この版では区域の図（Shapefile）はまだ開けません。建物は表示できます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>この版では点群（LAS・LAZ）はまだ開けません。建物は表示できます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>この設定にする</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>この項目には値がないため、塗り分けられません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>すべて</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>すべてのファイル (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>その他</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>その場で見回す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>はじめて開くまちは、すぐに開ける形にして置いておきます。次に開くときは数秒です。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>はじめのキーに戻す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>はじめの画面</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>はじめの眺めに戻る</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ほかに {count} 件のお知らせがあります。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ほかの操作と同じキーを選ぶと、そのキーはあとから選んだ操作のものになります。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>まだありません</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>まちを読み込んでいます</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>まちを開く</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>やめる</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>キー</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>キーの一覧</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>キーをなくす</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>クリック</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>グループ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>グループに入れる</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>グループを解く</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>コピー</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データについて気づいた点の一覧を開きます</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データのあるフォルダを選ぶ（中のフォルダも探します）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データの場所</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データの日時</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データを読み込む…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>データを選ぶ…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ドローンや測量の点群に使います</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>パソコンの設定に合わせる</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ヒント</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>フォルダを選ぶ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>フォルダを選ぶ…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>プログラムの誤りです。開いている内容は自動で保存しました。このまま作業を続けられます。同じことが続くときは、下の記録（ログ）を担当者に渡してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>プロジェクト (*.gisproj)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>プロジェクトに名前を付けて保存する</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>プロジェクトを保存するとき、前の版をこの数だけ横に残します。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>プロジェクトを開く…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ホイール</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>メニュー</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>メニュー（F10）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>メモリ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>メモリ {size}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ライセンス</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤの一覧</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤを GeoPackage・GeoJSON・CSV・OBJ・glTF などに書き出せます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>レイヤを書き出す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>・</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>一度読み込んだまちは、すぐに開ける形でここに置きます。空きのあるディスクを選んでください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>一色で塗る</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>一覧から外す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>一覧を見る</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>一覧を閉じる</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>上がる・下がる</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>下の一覧</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>作業</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>作業 {count} 件</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>作業 {count} 件  {percent} %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>作業に戻る</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>作業を続ける</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>使う大きさの上限</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>使っている部品とライセンス</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>保存</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>保存していない変更があります</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>保存して閉じる</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>保存しないで閉じる</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>個</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>公開</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>凡例</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>凡例の言葉</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>出典</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>出典: {sources}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>出典と性質</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>出典と性質…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>利用条件</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>前回は途中で終わりました。「{name}」を、{time} に自動保存したところから続けられます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>参考図です。証明や建築確認に代わるものではありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>取りやめています…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>取りやめました</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>右ドラッグ・中ドラッグ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>名前</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>名前のないプロジェクト</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>名前を改める</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>四角で囲んで選ぶ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>回す・傾ける</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>地図の中</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>地図を動かす</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>場所を指定する…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>場所を開く</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>塗り分ける項目</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>変更してからこの時間のうちに、別の場所へ自動で保存します。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>大きさ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>属性の表: {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>左ドラッグ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>市役所の中で、ネットワークなしで使える 3D 都市モデルと地図のソフトです。MIT ライセンスで使えます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>平面直角座標</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>平面直角座標系 {zone} 系（{crs}）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>庁外に出すときは、公開してよい属性だけかどうかを先にご確認ください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>庁外に出すデータの用意に使います</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>座標: {crs}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>座標系</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物ID・名称・用途で探せます（{search}）。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物をクリックすると、データに入っている浸水・津波・土砂災害の想定が表示されます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物をクリックすると、用途・高さ・構造・出典などが表示されます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物を選ぶ（Shift で追加）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建物（3D 都市モデル）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>建築・都市計画の窓口で使います</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>形式</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>想定のある建物だけに絞り込めます（{filter}）。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>技術的な記録</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>捨てる</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>操作</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>文字と部品の大きさ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>明るい</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>明るさ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>暗い</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>書き出す前に、公開してよい属性かどうかをご確認ください。この版では自動では確かめません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>書き出す場所を選ぶ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>書き出す場所を選ぶ…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>最近開いたもの</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>案の色に戻す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>業務: {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>標高</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>標高 {height}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>残しておく古い版</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>残り約 {time}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>気づいた点</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>気づいた点 {count} 件</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>浸水や土砂災害の確認に使います</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>準備しています…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>濃さ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>点群</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>照合値（SHA-256）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>版</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>状態の表示</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>用途や高さで塗り分けられます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>画像 (*.png *.jpg)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>画像を {path} に保存しました。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>画面の動きを減らす（視点がすぐに移ります）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>画面を画像で保存する</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>矢印キー</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>秒</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>種類</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>窓口</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>範囲</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>系{zone}  X {north}  Y {east}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>終えられませんでした</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>終わったものを消す</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>終わらなかった作業 {count} 件</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>終わりました（{time}）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>経度と緯度</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>絞り込み</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>絞り込み中です</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>続きから始める</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>縮尺</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>置き場所</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>自動保存ができません（{folder} に書き込めません）。こまめに保存してください。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>自動保存までの時間</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>自治会</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>自治会の区域の管理に使います</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>色の案</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>色を選ぶ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>色分け</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>表示</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>見つかりません</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>見本の町を開く</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>言語 / Language</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>記録の場所: {path}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>記録をコピー</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>設定</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>詳細</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>読み込みの方式</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>読み込みの進み具合</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>読み込むデータを選ぶ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>読み込むフォルダを選ぶ（udx のあるフォルダ）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>読み込めるデータ (*.zip *.gml *.xml)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>読み込んだデータ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>近づく・離れる</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>近づく・離れる（Ctrl で細かく）</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>進んでいる作業</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>進んでいる作業の一覧を開きます</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>進んでいる作業はありません。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>選んだレイヤの濃さ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>選んだ操作のキー</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>選択したもの</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>部品</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>閉じて戻る</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>閉じる</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>開いたデータがここに並びます。</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>開くプロジェクトを選ぶ</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>防災</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>順番を待っています</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
