"""Builds in, the pages for people out: the list of builds, each one's explorer and files, the query page, the terms,
and what is known about an IRI."""
from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response

from graphkit.errors import GraphkitError
from graphkit.ontology.namespaces import PREFIXES
from graphkit.serve.endpoint import build_response, list_media_types, read_accept
from graphkit.serve.guard import write_policy
from graphkit.serve.negotiation import GRAPHS, HTML, Choice, choose_format
from graphkit.serve.protocol import ProtocolError
from graphkit.serve.things import Saying, ask, check_iri, link_iri, read_thing
from graphkit.serve.vocabulary import convert_ontology, list_groups, list_queries, list_words, read_ontology

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

    from graphkit.serve.builds import ServedBuild
    from graphkit.serve.pool import Pool

TEMPLATES = Path(__file__).with_name("templates")
KEPT = 16  # reports that are kept once they are drawn
#: What is shown in a browser rather than saved; all else of a build is saved.
SHOWN = {".svg", ".png"}
MEDIA_TYPES = {".ttl": "text/turtle", ".trig": "application/trig", ".nt": "application/n-triples",
               ".jsonld": "application/ld+json", ".graphml": "application/xml", ".dot": "text/vnd.graphviz"}
#: A picture is looked at alone: nothing in it may run or be fetched.
PICTURE = write_policy(script_src="'none'", connect_src="'none'", style_src="'unsafe-inline'", sandbox="")


class Pages:
    """The pages of some builds."""

    def __init__(self, builds: tuple[ServedBuild, ...], pool: Pool) -> None:
        self.builds, self.pool = {build.name: build for build in builds}, pool
        self.base = builds[0].base
        self.prefixes = {**PREFIXES, "id": self.base}
        self.graphs = {graph.iri for build in builds for graph in build.graphs}
        self._reports: dict[str, str] = {}

    async def show_start(self, request: Request) -> Response:
        """The explorer where there is one build, the list where there are several."""
        if len(self.builds) == 1:
            return RedirectResponse(f"/builds/{next(iter(self.builds))}/", 302)
        return self.show_builds(request)

    def show_builds(self, request: Request) -> Response:
        """Every build: what it is of, and the ways into it."""
        return self.render("builds.html.j2", builds=self.builds.values(), files={
            name: list_files(build.folder) for name, build in self.builds.items()})

    async def show_report(self, request: Request) -> Response:
        """The explorer of a build."""
        build = self.find_build(request)
        from graphkit.report import build_policy

        if build.name not in self._reports:
            try:
                report = await run_in_threadpool(self.write_report, build)
            except (GraphkitError, LookupError, ValueError) as error:
                reason = str(error) if isinstance(error, GraphkitError) else "it comes from another version of graphkit"
                return self.show_failure(500, f"The report of {build.label} cannot be drawn: {reason}. "
                                              "Its data can be queried all the same.")
            if len(self._reports) >= KEPT:
                del self._reports[next(iter(self._reports))]
            self._reports[build.name] = report
        policy = f"{build_policy()}; frame-ancestors 'none'"
        return HTMLResponse(self._reports[build.name], headers={"Content-Security-Policy": policy})

    def write_report(self, build: ServedBuild) -> str:
        """The report of a build, with the ways out of it."""
        from graphkit.report import write_report
        from graphkit.report.page import Link

        links = [Link("Query", f"/builds/{build.name}/query"), Link("Builds", "/builds/")]
        return write_report(build.folder, links=links)

    def show_file(self, request: Request) -> Response:
        """A file of a build, as it lies there."""
        folder, name = self.find_build(request).folder, request.path_params["file"]
        if name not in list_files(folder):
            raise ProtocolError(404, f"{name[:100]}: no such file")
        ending = Path(name).suffix
        response = FileResponse(folder / name, media_type=MEDIA_TYPES.get(ending),
                                content_disposition_type="inline" if ending in SHOWN else "attachment", filename=name)
        response.headers["Content-Security-Policy"] = PICTURE
        return response

    def show_query(self, request: Request) -> Response:
        """The query page, for all builds or for one."""
        return self.render_query(self.find_build(request) if "name" in request.path_params else None, request)

    def render_query(self, build: ServedBuild | None, request: Request) -> Response:
        """The query page of an endpoint."""
        endpoint = f"/builds/{build.name}/sparql" if build else "/sparql"
        return vary(self.render("query.html.j2", build=build, queries=list_queries(), endpoint=endpoint))

    def list_queries(self, request: Request) -> Response:
        """The saved queries for the query page."""
        return JSONResponse(list_queries())

    def list_words(self, request: Request) -> Response:
        """The prefixes and terms that complete a query."""
        words = list_words()
        return JSONResponse({**words, "prefixes": self.prefixes, "base": self.base})

    def show_terms(self, request: Request) -> Response:
        """The vocabulary, as a page or in RDF."""
        choice = self.choose(request)
        if choice.format is HTML:
            return vary(self.render("terms.html.j2", groups=list_groups()))
        name = choice.format.name
        return build_response(read_ontology() if name == "turtle" else convert_ontology(name), choice)

    async def show_id(self, request: Request) -> Response:
        """What is known about an IRI under the builds' base."""
        return await self.show_iri(request, self.base + request.path_params["local"])

    async def show_resource(self, request: Request) -> Response:
        """What is known about any IRI."""
        return await self.show_iri(request, request.query_params.get("iri", ""))

    async def show_iri(self, request: Request, iri: str) -> Response:
        """What is known about an IRI, as a page or in RDF: all of it where it names a graph."""
        iri, choice = check_iri(iri), self.choose(request)
        if choice.format is HTML:
            thing = await read_thing(request, self.pool, iri, self.prefixes)
            if thing is None and iri not in self.graphs:
                raise ProtocolError(404, f"nothing is known here about {iri[:500]}")
            return vary(self.render("thing.html.j2", thing=thing, iri=iri, formats=GRAPHS, is_graph=iri in self.graphs,
                                    explore=self.link_claim, query=f"DESCRIBE <{iri}>"))
        reply = await ask(request, self.pool, "graph" if iri in self.graphs else "rdf", iri, choice.format.name)
        if not reply.triples:
            raise ProtocolError(404, f"nothing is known here about {iri[:500]}")
        return build_response(reply.body, choice)

    def link_claim(self, saying: Saying) -> str:
        """The address of a claim in the explorer of its document; '' where that is not served."""
        from graphkit.diagram.labels import build_id

        names = [build.name for build in self.builds.values() if build.document and build.document == saying.document]
        return f"/builds/{names[0]}/#{build_id('claim', saying.iri)}" if names else ""

    def choose(self, request: Request) -> Choice:
        """HTML or a format of RDF. Raises ProtocolError (406)."""
        wanted = request.query_params.get("format", "").lower()
        choice = choose_format(read_accept(request), (*GRAPHS, HTML), wanted)
        if choice is None:
            raise ProtocolError(406, list_media_types((*GRAPHS, HTML)))
        return choice

    def find_build(self, request: Request) -> ServedBuild:
        """The build that an address names. Raises ProtocolError (404)."""
        name = request.path_params["name"]
        if name not in self.builds:
            raise ProtocolError(404, f"{name[:100]}: no build of this name is served")
        return self.builds[name]

    def render(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page."""
        page = load_environment().get_template(template)
        return HTMLResponse(page.render(link=lambda iri: link_iri(iri, self.base), several=len(self.builds) > 1,
                                        **values), status)

    def show_failure(self, status: int, reason: str) -> HTMLResponse:
        """A page that says what is wrong."""
        return self.render("failure.html.j2", status, code=status, reason=reason)

    def show_error(self, error: ProtocolError, accept: str) -> Response | None:
        """What is wrong, as a page for who reads pages; None for programs."""
        first = accept.partition(",")[0].partition(";")[0].strip()
        return self.show_failure(error.status, error.reason) if first in HTML.media_types else None


def vary(response: HTMLResponse) -> HTMLResponse:
    response.headers["Vary"] = "Accept"
    return response


def list_files(folder: Path) -> tuple[str, ...]:
    """The names of the files of a build: those in its folder itself, and no links to elsewhere."""
    try:
        return tuple(sorted(path.name for path in folder.iterdir()
                            if path.is_file() and not path.is_symlink() and not path.name.startswith(".")))
    except OSError:
        return ()


@cache
def load_environment() -> Environment:
    """The templates, with escaping that no template can forget."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True, auto_reload=False)
