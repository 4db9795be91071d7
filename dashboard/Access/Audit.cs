using CyberWatch.Infra.Registry;

namespace CyberWatch.Dashboard.Access;

/// <summary>Writes who came in, or tried to, into the trail; what a stranger typed is cut to a length.</summary>
internal sealed class Audit(AuditTrail trail)
{
    private const int LongestSubject = 256;

    public Task AddAsync(string actor, string action, string subject, CancellationToken cancellationToken) =>
        trail.AddAsync(
            Views.Scanned.Text(actor, LongestSubject),
            action,
            Views.Scanned.Text(subject, LongestSubject),
            detail: null,
            cancellationToken
        );
}
