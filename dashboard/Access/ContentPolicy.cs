namespace CyberWatch.Dashboard.Access;

/// <summary>A content security policy of its own for an endpoint that shows what is no page of ours.</summary>
internal sealed record ContentPolicy(string Policy);
