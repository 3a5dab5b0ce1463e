"""Writes the attributes of a building: CityGML, generic ones, and those of i-UR 3.1."""

from xml.sax.saxutils import escape

from sample_data.generator.attributes import SURVEY_YEAR, Record, building_id, fireproof
from sample_data.generator.codelists import CITY_CODE, PREFECTURE_CODE
from sample_data.generator.gml import CREATED, Lines, coded
from sample_data.generator.models import Model

RISK_UNITS = ("m", "hour")


def head_lines(record: Record, solid_structure: bool, indent: str) -> Lines:
    """Attributes that come before the geometry."""
    if record.name:
        yield f"{indent}<gml:name>{escape(record.name)}</gml:name>"
    yield f"{indent}<core:creationDate>{CREATED}</core:creationDate>"
    for kind, key, value in (
        ("string", "町丁目名称", record.district),
        ("int", "街区番号", str(record.block)),
    ):
        yield f'{indent}<gen:{kind}Attribute name="{key}">'
        yield f"{indent}\t<gen:value>{escape(value)}</gen:value>"
        yield f"{indent}</gen:{kind}Attribute>"
    yield f"{indent}{coded('bldg:class', 3002 if solid_structure else 3001, 'Building_class')}"
    yield f"{indent}{coded('bldg:usage', record.usage, 'Building_usage')}"
    year = "0001" if record.year is None else f"{record.year:04d}"
    yield f"{indent}<bldg:yearOfConstruction>{year}</bldg:yearOfConstruction>"
    if record.detailed:
        yield f"{indent}{coded('bldg:roofType', record.roof, 'Building_roofType')}"
    yield f'{indent}<bldg:measuredHeight uom="m">{record.height:.1f}</bldg:measuredHeight>'
    storeys, below = (9999, 9999) if record.storeys is None else (record.storeys, record.storeys_below)
    yield f"{indent}<bldg:storeysAboveGround>{storeys}</bldg:storeysAboveGround>"
    yield f"{indent}<bldg:storeysBelowGround>{below}</bldg:storeysBelowGround>"


def tail_lines(record: Record, model: Model | None, indent: str, *, textured: bool) -> Lines:
    """Address and the attributes of the urban objects extension."""
    place = f"長崎県汐見浜市{record.district}{record.block}番{record.house}号"
    yield f"{indent}<bldg:address>"
    yield f"{indent}\t<core:Address>"
    yield f"{indent}\t\t<core:xalAddress>"
    yield f"{indent}\t\t\t<xAL:AddressDetails>"
    yield f"{indent}\t\t\t\t<xAL:Country>"
    yield f"{indent}\t\t\t\t\t<xAL:CountryName>日本</xAL:CountryName>"
    yield f"{indent}\t\t\t\t\t<xAL:Locality>"
    yield f'{indent}\t\t\t\t\t\t<xAL:LocalityName Type="Town">{escape(place)}</xAL:LocalityName>'
    yield f"{indent}\t\t\t\t\t</xAL:Locality>"
    yield f"{indent}\t\t\t\t</xAL:Country>"
    yield f"{indent}\t\t\t</xAL:AddressDetails>"
    yield f"{indent}\t\t</core:xalAddress>"
    yield f"{indent}\t</core:Address>"
    yield f"{indent}</bldg:address>"
    yield from quality_lines(record, model, indent, textured=textured)
    for risk in record.risks:
        yield f"{indent}<uro:bldgDisasterRiskAttribute>"
        yield f"{indent}\t<uro:{risk.kind}RiskAttribute>"
        for tag, text, kind in risk.values:
            value = (
                f'<uro:{tag} uom="{kind}">{text}</uro:{tag}>'
                if kind in RISK_UNITS
                else coded(f"uro:{tag}", text, kind)
            )
            yield f"{indent}\t\t{value}"
        yield f"{indent}\t</uro:{risk.kind}RiskAttribute>"
        yield f"{indent}</uro:bldgDisasterRiskAttribute>"
    yield from detail_lines(record, indent)
    yield f"{indent}<uro:buildingIDAttribute>"
    yield f"{indent}\t<uro:BuildingIDAttribute>"
    yield f"{indent}\t\t<uro:buildingID>{building_id(record)}</uro:buildingID>"
    yield f"{indent}\t\t{coded('uro:prefecture', PREFECTURE_CODE, 'Common_localPublicAuthorities')}"
    yield f"{indent}\t\t{coded('uro:city', CITY_CODE, 'Common_localPublicAuthorities')}"
    yield f"{indent}\t</uro:BuildingIDAttribute>"
    yield f"{indent}</uro:buildingIDAttribute>"
    for key, code in record.keys:
        yield f"{indent}<uro:bldgKeyValuePairAttribute>"
        yield f"{indent}\t<uro:KeyValuePairAttribute>"
        yield f"{indent}\t\t{coded('uro:key', key, 'KeyValuePairAttribute_key')}"
        yield f"{indent}\t\t{coded('uro:codeValue', code, f'KeyValuePairAttribute_key{key}')}"
        yield f"{indent}\t</uro:KeyValuePairAttribute>"
        yield f"{indent}</uro:bldgKeyValuePairAttribute>"


def quality_lines(record: Record, model: Model | None, indent: str, *, textured: bool) -> Lines:
    """Where geometry and attributes come from."""
    source = "DataQualityAttribute_geometrySrcDesc"
    lod3 = model is not None and any(solid.openings for solid in model.solids)
    inner = indent + "\t\t"
    yield f"{indent}<uro:bldgDataQualityAttribute>"
    yield f"{indent}\t<uro:DataQualityAttribute>"
    yield f"{inner}{coded('uro:geometrySrcDescLod0', 700, source)}"
    yield f"{inner}{coded('uro:geometrySrcDescLod1', 700, source)}"
    yield f"{inner}{coded('uro:geometrySrcDescLod2', 999 if model is None else 700, source)}"
    yield f"{inner}{coded('uro:geometrySrcDescLod3', 700 if lod3 else 999, source)}"
    yield f"{inner}{coded('uro:thematicSrcDesc', 201, 'DataQualityAttribute_thematicSrcDesc')}"
    yield f"{inner}{coded('uro:thematicSrcDesc', 400, 'DataQualityAttribute_thematicSrcDesc')}"
    drawn = 5 if textured else 99
    yield f"{inner}{coded('uro:appearanceSrcDescLod2', drawn, 'DataQualityAttribute_appearanceSrcDesc')}"
    if model is not None:
        yield f"{inner}{coded('uro:lodType', '3.0' if lod3 else '2.0', 'Building_lodType')}"
    yield f"{inner}{coded('uro:lod1HeightType', record.height_type, 'DataQualityAttribute_lod1HeightType')}"
    yield f"{inner}<uro:publicSurveyDataQualityAttribute>"
    yield f"{inner}\t<uro:PublicSurveyDataQualityAttribute>"
    for lod in range(3 if model is not None else 2):
        scale = coded(f"uro:srcScaleLod{lod}", 1, "PublicSurveyDataQualityAttribute_srcScale")
        yield f"{inner}\t\t{scale}"
    yield f"{inner}\t</uro:PublicSurveyDataQualityAttribute>"
    yield f"{inner}</uro:publicSurveyDataQualityAttribute>"
    yield f"{indent}\t</uro:DataQualityAttribute>"
    yield f"{indent}</uro:bldgDataQualityAttribute>"


def detail_lines(record: Record, indent: str) -> Lines:
    """Attributes of the basic survey for town planning."""
    inner = indent + "\t\t"
    attribute = "BuildingDetailAttribute"
    area = f"{record.footprint_area:.2f}"
    structure = coded("uro:buildingStructureType", record.structure, f"{attribute}_buildingStructureType")
    classified = record.area_classification
    yield f"{indent}<uro:buildingDetailAttribute>"
    yield f"{indent}\t<uro:{attribute}>"
    yield f'{inner}<uro:totalFloorArea uom="m2">{record.floor_area:.1f}</uro:totalFloorArea>'
    yield f'{inner}<uro:buildingFootprintArea uom="m2">{area}</uro:buildingFootprintArea>'
    yield f"{inner}{structure}"
    resistance = fireproof(record.structure, record.storeys or 2)
    yield f"{inner}{coded('uro:fireproofStructureType', resistance, f'{attribute}_fireproofStructureType')}"
    yield f"{inner}{coded('uro:urbanPlanType', 21, 'Common_urbanPlanType')}"
    yield f"{inner}{coded('uro:areaClassificationType', classified, 'Common_areaClassificationType')}"
    for zone in record.zones:
        yield f"{inner}{coded('uro:districtsAndZonesType', zone, 'Common_districtsAndZonesType')}"
    yield f"{inner}{coded('uro:landUseType', record.land_use, 'Common_landUseType')}"
    yield f"{inner}<uro:specifiedBuildingCoverageRate>{record.rates[0]}</uro:specifiedBuildingCoverageRate>"
    yield f"{inner}<uro:specifiedFloorAreaRate>{record.rates[1]}</uro:specifiedFloorAreaRate>"
    yield f'{inner}<uro:buildingHeight uom="m">{record.height:.1f}</uro:buildingHeight>'
    yield f"{inner}<uro:surveyYear>{SURVEY_YEAR}</uro:surveyYear>"
    yield f"{indent}\t</uro:{attribute}>"
    yield f"{indent}</uro:buildingDetailAttribute>"
