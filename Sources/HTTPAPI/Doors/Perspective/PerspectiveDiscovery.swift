import Moderation

/// A discovery document (Google API Discovery Service, v1) with what clients need to build the two methods.
enum PerspectiveDiscovery {
    /// `root` ends with a slash.
    static func document(root: String) -> [UInt8] {
        JSONWriter.object { json in
            json.member("kind", "discovery#restDescription")
            json.member("discoveryVersion", "v1")
            json.member("id", "commentanalyzer:v1alpha1")
            json.member("name", "commentanalyzer")
            json.member("version", "v1alpha1")
            json.member("title", "Tamis, as Perspective is spoken to")
            json.member("description", "Scores of comments: probabilities of harm.")
            json.member("protocol", "rest")
            json.member("rootUrl", root)
            json.member("servicePath", "")
            json.member("baseUrl", root)
            json.member("batchPath", "batch")
            json.object("parameters") { json in
                for name in ["key", "alt", "fields", "prettyPrint", "quotaUser"] {
                    json.object(name) { json in
                        json.member("type", "string")
                        json.member("location", "query")
                    }
                }
            }
            json.object("schemas") { json in
                for name in [
                    "AnalyzeCommentRequest", "AnalyzeCommentResponse", "SuggestCommentScoreRequest",
                    "SuggestCommentScoreResponse",
                ] {
                    json.object(name) { json in
                        json.member("id", name)
                        json.member("type", "object")
                        json.object("additionalProperties") { $0.member("type", "any") }
                    }
                }
            }
            json.object("resources") { json in
                json.object("comments") { json in
                    json.object("methods") { json in
                        method("analyze", "AnalyzeComment", "Scores a comment.", into: &json)
                        method("suggestscore", "SuggestCommentScore", "Says what scores should be.", into: &json)
                    }
                }
            }
        }
    }

    private static func method(
        _ name: String, _ schema: String, _ description: String, into json: inout JSONWriter
    ) {
        json.object(name) { json in
            json.member("id", "commentanalyzer.comments.\(name)")
            json.member("path", "v1alpha1/comments:\(name)")
            json.member("flatPath", "v1alpha1/comments:\(name)")
            json.member("httpMethod", "POST")
            json.member("description", description)
            json.object("parameters") { _ in }
            json.member("parameterOrder", [String]())
            json.object("request") { $0.member("$ref", schema + "Request") }
            json.object("response") { $0.member("$ref", schema + "Response") }
        }
    }
}
