using CyberWatch.Rules.Model;
using DnsClient;

namespace CyberWatch.Scanner.Net.Dns;

/// <summary>DnsClient's reading of an answer, checked and put into our own words.</summary>
internal static class ResolverReply
{
    public static DnsAnswer Checked(IDnsQueryResponse reply, string name, RecordType type)
    {
        if (reply.Questions is not [var question] || Text(question.QueryName) != name || (int)question.QuestionType != (int)type)
        {
            return new DnsAnswer.Silent(Silence.SpokeAnotherProtocol, "our resolver answered another question");
        }

        var answers = reply.Answers.Select(ResolverRecords.Of).ToList();
        return new DnsAnswer.Reply(
            (ResponseCode)reply.Header.ResponseCode,
            OfTheChain(answers, name),
            [.. reply.Authorities.Select(ResolverRecords.Of)],
            []
        )
        {
            Authoritative = reply.Header.HasAuthorityAnswer,
            RecursionAvailable = reply.Header.RecursionAvailable,
            AuthenticData = reply.Header.IsAuthenticData,
        };
    }

    internal static string Text(DnsString name)
    {
        var text = name.Value.EndsWith('.') ? name.Value[..^1] : name.Value;
        return text.ToLowerInvariant();
    }

    // an answer may speak of the name asked and of what its aliases lead to, of nothing else
    internal static IReadOnlyList<DnsRecord> OfTheChain(IReadOnlyList<DnsRecord> answers, string name)
    {
        var owners = new HashSet<string> { name };
        for (var grew = true; grew; )
        {
            var before = owners.Count;
            owners.UnionWith(
                answers
                    .OfType<DnsRecord.Reference>()
                    .Where(record => record.Type == RecordType.CNAME && owners.Contains(record.Owner))
                    .Select(record => record.Target)
            );
            grew = owners.Count > before;
        }

        return [.. answers.Where(record => owners.Contains(record.Owner))];
    }
}
