"""PLATEAU CityGML: datasets as folders, single files or the distributed zip."""
