"""The schema of the interface: OpenAPI 3.1 with every refusal, in the language of those who read it."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from sanzhi.api.schemas import ActRequest, ProblemShape
from sanzhi.procedure.personal import Personal

_PROBLEM = {
    "description": "拒绝或者出错，说明原因、依据的条款和补救办法",
    "content": {"application/problem+json": {"schema": {"$ref": REF_TEMPLATE.format(model="ProblemShape")}}},
}


class StaffAPI(NinjaAPI):
    """An interface whose schema also tells what every operation may refuse."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The whole document."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["responses"]["default"] = _PROBLEM
        shapes = schema["components"]["schemas"]
        for model in (ProblemShape, ActRequest):
            shapes.update(_components(model))
        schema["components"]["schemas"] = {
            name: without_docstring(shape) for name, shape in sorted(shapes.items())
        }
        return schema


class _PlainDefaults(GenerateJsonSchema):
    """Text about persons is a kind of text of its own; as a default it is written as text."""

    def encode_default(self, dft: Any) -> Any:
        return super().encode_default(str(dft) if type(dft) is Personal else dft)


def _components(model: type[BaseModel]) -> dict[str, Any]:
    shape = model.model_json_schema(ref_template=REF_TEMPLATE)
    return {**shape.pop("$defs", {}), model.__name__: shape}


def data_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a model on its own."""
    shape = without_docstring(model.model_json_schema(schema_generator=_PlainDefaults))
    if "$defs" in shape:
        shape["$defs"] = {name: without_docstring(each) for name, each in shape["$defs"].items()}
    return shape


def without_docstring(shape: dict[str, Any]) -> dict[str, Any]:
    """A shape without the words that its class says to programmers; fields keep theirs."""
    return {key: value for key, value in shape.items() if key != "description"}
