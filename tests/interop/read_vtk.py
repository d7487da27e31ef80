"""What VTK's own readers, which are ParaView's, find in cells.vtp and fields.vti, as one JSON object."""
import json
import sys

import numpy
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkIOXML import vtkXMLImageDataReader, vtkXMLPolyDataReader

folder = sys.argv[1]


def read(reader, name):
    reader.SetFileName(f"{folder}/{name}")
    reader.Update()
    return reader.GetOutput()


def arrays(data):
    return {data.GetArrayName(i): vtk_to_numpy(data.GetArray(i)) for i in range(data.GetNumberOfArrays())}


cells = read(vtkXMLPolyDataReader(), "cells.vtp")
fields = read(vtkXMLImageDataReader(), "fields.vti")
points = vtk_to_numpy(cells.GetPoints().GetData())
of_cells = arrays(cells.GetPointData())
classes, counts = numpy.unique(of_cells["class"], return_counts=True)

print(
    json.dumps(
        {
            "points": cells.GetNumberOfPoints(),
            "verts": cells.GetNumberOfVerts(),
            "places": points.tolist(),
            "identity": of_cells["identity"].tolist(),
            "classes": {int(each): int(count) for each, count in zip(classes, counts)},
            "days": float(cells.GetFieldData().GetArray("TimeValue").GetValue(0)),
            "bounds": fields.GetBounds(),
            "voxels": fields.GetNumberOfCells(),
            "means": {name: float(values.mean(dtype=float)) for name, values in arrays(fields.GetCellData()).items()},
        }
    )
)
