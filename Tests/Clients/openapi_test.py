"""`/openapi.json` as it is served: valid OpenAPI 3.1, and what only a real connection can show of its promises."""
import socket

import harness
from harness import check, say
from openapi_spec_validator import OpenAPIV31SpecValidator


def cut_off(server, method, path, headers, body):
    """Sends a request by hand and closes our half: what comes back until the other side closes too."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{head}\r\n".encode() + body)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return answer


def test():
    with harness.scratch() as folder, harness.Server(folder) as server:
        client = harness.Client(server)
        served = client.get("/openapi.json")
        check(served.status == 200, f"the document is open: {served.status}")
        check(served.headers["Content-Type"] == "application/json; charset=utf-8", "it is JSON")
        again = client.get("/openapi.json", {"If-None-Match": served.headers["ETag"]})
        check(again.status == 304 and not again.body, f"a copy that is still right is not sent again: {again.status}")
        document = served.json
        check(document["openapi"].startswith("3.1."), "OpenAPI 3.1")
        errors = list(OpenAPIV31SpecValidator(document).iter_errors())
        check(not errors, lambda: f"openapi-spec-validator: {len(errors)} faults, first {errors[0].message[:500]}")
        operations = [
            (method.upper(), path, operation)
            for path, item in document["paths"].items() for method, operation in item.items()]
        key = server.add_key("submit,score,read,moderate,admin")
        endpoint, _ = server.add_endpoint("https://hooks.example.org/")
        for method, path, operation in operations:
            anonymous = client.request(method, path.replace("{id}", "cmt_a"))
            expected = 401 if operation["security"] else 200
            check(anonymous.status == expected, f"{method} {path} without a key: {anonymous.status}")
            if "requestBody" not in operation:
                continue
            headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json", "If-Match": '"1"',
                       "Transfer-Encoding": "chunked"}
            target = path.replace("{id}", endpoint if "endpoints" in path else "aut_a" if "authors" in path else "cam_a" if "campaigns" in path else "trm_a" if "terms" in path else "cmt_a")
            answer = cut_off(server, method, target, headers, b"ff\r\n{\"bo")
            check(b"400 " in answer.split(b"\r\n")[0], f"{method} {path} with a body cut off: {answer[:200]}")
            check(b'"malformed_request"' in answer, f"{method} {path} with a body cut off: {answer[-300:]}")
        for method in ("TRACE", "PROPFIND", "DELETE", "PATCH", "OPTIONS", "PUT"):
            answer = client.request(method, "/v1/comments")
            check(answer.status == 405, f"{method} /v1/comments: {answer.status}")
            check(answer.headers["Allow"] == "GET, HEAD, POST", f"{method} /v1/comments: {answer.headers['Allow']}")
        check(" error " not in server.errors() and " warning " not in server.errors(),
              lambda: f"the log complains: {server.errors()[-1000:]}")
        say(f"{len(operations)} operations, {len(document['webhooks'])} webhooks, {len(served.body)} bytes: valid")


if __name__ == "__main__":
    harness.main(test)
