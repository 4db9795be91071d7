using System.Security.Authentication;
using CyberWatch.Rules.Model;
using Elastic.Transport;
using Elastic.Transport.Products.Elasticsearch;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>
/// A failed call as a sentence that names the remedy. Neither keys nor bodies of requests get into one: they would be logged and shown.
/// </summary>
internal sealed class ElasticFaults(ElasticOptions options)
{
    private const int LongestReason = 500;
    private const string Block = "cluster_block_exception";

    private string Server =>
        $"The finding index at {string.Join(", ", options.Nodes.Select(node => node.ToString().TrimEnd('/')))}";

    public FindingIndexUnavailableException Of(ApiCallDetails call, string? body)
    {
        var (type, reason) = ElasticAnswer.ErrorOf(body);
        return Of(call, type, reason);
    }

    public FindingIndexUnavailableException Of(ApiCallDetails call, Error? error) =>
        Of(call, error?.Type ?? "", error?.Reason ?? "");

    /// <summary>The server refuses a part of its work, a document's or its own.</summary>
    public FindingIndexUnavailableException Of(int? status, string type, string reason)
    {
        var trouble = TroubleOf(status, type, reason);
        return new(Sentence(trouble, status, type, Cut(reason))) { Refuses = type == Block, Trouble = trouble };
    }

    private FindingIndexUnavailableException Of(ApiCallDetails call, string type, string reason) =>
        call.HttpStatusCode is null ? NoAnswer(call.OriginalException) : Of(call.HttpStatusCode, type, reason);

    private FindingIndexUnavailableException NoAnswer(Exception? fault) =>
        Chain(fault).Any(one => one is AuthenticationException)
            ? new(
                $"{Server} shows a certificate that is not trusted. Name its authority in Findings:Elastic:CaFile, or the certificate itself in Findings:Elastic:Fingerprint.",
                fault
            )
            {
                Trouble = IndexTrouble.Untrusted,
            }
            : new(
                $"{Server} does not answer ({Chain(fault).LastOrDefault()?.Message ?? "no reason given"}). Start it, or correct Findings:Elastic:Addresses.",
                fault
            )
            {
                Trouble = IndexTrouble.Silent,
            };

    private static IndexTrouble TroubleOf(int? status, string type, string reason) =>
        (status, type) switch
        {
            (_, Block) when reason.Contains("cluster read-only", StringComparison.Ordinal) => IndexTrouble.ClusterReadOnly,
            (_, Block) => IndexTrouble.ReadOnly,
            (401, _) => IndexTrouble.CredentialsRefused,
            (403, _) => IndexTrouble.NotAllowed,
            (404, "index_not_found_exception") => IndexTrouble.NotSetUp,
            (429, _) => IndexTrouble.Overloaded,
            _ => IndexTrouble.Other,
        };

    private string Sentence(IndexTrouble trouble, int? status, string type, string reason) =>
        trouble switch
        {
            IndexTrouble.ClusterReadOnly =>
                $"{Server} takes no documents: {reason}. Lift the block of the whole cluster: PUT _cluster/settings with {{\"persistent\":{{\"cluster.blocks.read_only\":null,\"cluster.blocks.read_only_allow_delete\":null}}}}.",
            IndexTrouble.ReadOnly =>
                $"{Server} takes no documents: {reason}. Make room on its disks if they are full, then lift the block: PUT {options.Prefix}-*/_settings with {{\"index.blocks.write\":null,\"index.blocks.read_only\":null,\"index.blocks.read_only_allow_delete\":null}}.",
            IndexTrouble.CredentialsRefused =>
                $"{Server} refuses the credentials. Correct Findings:Elastic:ApiKey, or Findings:Elastic:User and Password.",
            IndexTrouble.NotAllowed =>
                $"{Server} does not allow this to the key: {reason}. Give it the privileges that infra/README.md lists.",
            IndexTrouble.NotSetUp => $"{Server} is not set up: {reason}. {Setup}",
            IndexTrouble.Overloaded =>
                $"{Server} has no room for what it is sent (429 {type}: {reason}). Documents are sent again, fewer at a time; if it lasts, give the server more memory or workers less to send (Findings:Batch).",
            _ => $"{Server} answered {status}{(type.Length > 0 ? $" {type}: {reason}" : "")}.",
        };

    /// <summary>What to run, and with what.</summary>
    public const string Setup = "Run  infra/cyberwatch index setup  once, with a key that may make templates and indices.";

    public FindingIndexUnavailableException NotAsSetUp(string what, IndexTrouble trouble = IndexTrouble.NotSetUp) =>
        new($"{Server} is not as it must be: {what}") { Trouble = trouble };

    private static string Cut(string reason) => reason.Length <= LongestReason ? reason : reason[..LongestReason] + "…";

    private static IEnumerable<Exception> Chain(Exception? fault)
    {
        for (var one = fault; one is not null; one = one.InnerException)
            yield return one;
    }
}
