import Moderation
import Yams

/// The sections on what comes again and again.
extension PolicyReader {
    mutating func readFloods(_ node: Node) {
        for (key, value) in entries(node) {
            switch key.name {
            case "author": policy.floods.author = measure(value, policy.floods.author)
            case "network": policy.floods.network = measure(value, policy.floods.network)
            case "api":
                policy.floods.countsAPI = isOn(value) ?? policy.floods.countsAPI
            default: complain(key.line, "unknown key \"\(key.name)\"")
            }
        }
    }

    private mutating func isOn(_ node: Node) -> Bool? {
        if let isOn = node.bool { return isOn }
        complain(node.mark?.line, "true or false is expected")
        return nil
    }

    private mutating func measure(_ node: Node, _ standard: Policy.Floods.Measure) -> Policy.Floods.Measure {
        var measure = standard
        let range = 1...Double(Policy.Floods.mostComments)
        for (key, value) in entries(node) {
            switch key.name {
            case "burst": measure.burst = number(value, range).map { Int($0) } ?? measure.burst
            case "sustained": measure.sustained = number(value, range).map { Int($0) } ?? measure.sustained
            default: complain(key.line, "unknown key \"\(key.name)\"")
            }
        }
        return measure
    }

    mutating func readRepeats(_ node: Node) {
        for (key, value) in entries(node) {
            switch key.name {
            case "form": policy.repeats.form = act(value) ?? policy.repeats.form
            case "api": policy.repeats.api = act(value) ?? policy.repeats.api
            case "hours":
                policy.repeats.hours =
                    number(value, 1...Double(Policy.Repeats.mostHours)).map { Int($0) } ?? policy.repeats.hours
            default: complain(key.line, "unknown key \"\(key.name)\"")
            }
        }
    }

    mutating func readCampaigns(_ node: Node) {
        for (key, value) in entries(node) {
            switch key.name {
            case "days":
                policy.campaigns.days =
                    number(value, 0...Double(Policy.Campaigns.mostDays)).map { Int($0) } ?? policy.campaigns.days
            case "likeness": policy.campaigns.likeness = number(value, 0.3...1) ?? policy.campaigns.likeness
            case "by_host":
                policy.campaigns.joinsByHost = isOn(value) ?? policy.campaigns.joinsByHost
            case "shared_hosts": policy.campaigns.sharedHosts = hosts(value)
            default: complain(key.line, "unknown key \"\(key.name)\"")
            }
        }
    }

    private mutating func hosts(_ node: Node) -> Set<String> {
        guard let list = node.sequence, list.count <= Policy.Campaigns.mostSharedHosts else {
            complain(
                node.mark?.line, "a list of at most \(Policy.Campaigns.mostSharedHosts) hosts is expected")
            return []
        }
        var hosts: Set<String> = []
        for item in list {
            let host = item.string?.lowercased() ?? ""
            if host.contains("."), host.utf8.allSatisfy({ (0x2D...0x7A).contains($0) && $0 != UInt8(ascii: "/") }) {
                hosts.insert(host)
            } else {
                complain(item.mark?.line, "a host such as example.org is expected")
            }
        }
        return hosts
    }

    private mutating func act(_ node: Node) -> Policy.Repeats.Act? {
        if let act = node.string.flatMap(Policy.Repeats.Act.init(rawValue:)) { return act }
        complain(node.mark?.line, "\"take\", \"merge\" or \"refuse\" is expected")
        return nil
    }
}
