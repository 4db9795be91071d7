using CyberWatch.Rules.Model;

namespace CyberWatch.Dashboard.Views;

/// <summary>What to do about an index that takes nothing, in the reader's language.</summary>
internal static class IndexTroubleView
{
    /// <summary>Null where there is no other remedy than what was said.</summary>
    public static string? Of(Remark why, Texts texts) =>
        why is Remark.IndexUnusable index && KeyOf(index.Trouble) is { } key ? texts[key] : null;

    private static string? KeyOf(IndexTrouble trouble) =>
        trouble switch
        {
            IndexTrouble.Other => null,
            IndexTrouble.Silent => "remarks.index-silent",
            IndexTrouble.Slow => "remarks.index-slow",
            IndexTrouble.Untrusted => "remarks.index-untrusted",
            IndexTrouble.CredentialsRefused => "remarks.index-credentials-refused",
            IndexTrouble.NotAllowed => "remarks.index-not-allowed",
            IndexTrouble.NotSetUp => "remarks.index-not-set-up",
            IndexTrouble.ReadOnly => "remarks.index-read-only",
            IndexTrouble.ClusterReadOnly => "remarks.index-cluster-read-only",
            IndexTrouble.Overloaded => "remarks.index-overloaded",
            IndexTrouble.OtherServer => "remarks.index-other-server",
            IndexTrouble.DiskFull => "remarks.index-disk-full",
            IndexTrouble.NotWritable => "remarks.index-not-writable",
            IndexTrouble.Held => "remarks.index-held",
            IndexTrouble.Broken => "remarks.index-broken",
            _ => throw new ArgumentOutOfRangeException(nameof(trouble), trouble, null),
        };
}
