namespace CyberWatch.Infra.Registry;

/// <summary>Who the audit trail names where no person signed in.</summary>
public static class AuditActors
{
    public const string Worker = "worker";

    public static string CommandLine => $"command line ({Environment.UserName})";
}
