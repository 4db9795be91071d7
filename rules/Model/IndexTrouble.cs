namespace CyberWatch.Rules.Model;

/// <summary>Why the finding index cannot be used, as far as there is a remedy of its own for it.</summary>
public enum IndexTrouble
{
    /// <summary>None of the others: the sentence beside it says what there is to say.</summary>
    Other,
    Silent,

    /// <summary>It did not answer in the time that a page has; it may be busy only.</summary>
    Slow,

    /// <summary>Its certificate is not trusted.</summary>
    Untrusted,
    CredentialsRefused,

    /// <summary>The key is known, and may not do this.</summary>
    NotAllowed,

    /// <summary>Templates, indices or their mapping are missing or of another version.</summary>
    NotSetUp,

    /// <summary>Its indices are read-only, as a full disk makes them.</summary>
    ReadOnly,
    ClusterReadOnly,

    /// <summary>It is sent more than it takes.</summary>
    Overloaded,

    /// <summary>What answers is no Elasticsearch, or one of another version.</summary>
    OtherServer,
    DiskFull,

    /// <summary>The service may not write the file.</summary>
    NotWritable,

    /// <summary>Another process holds the file for a moment.</summary>
    Held,

    /// <summary>The file cannot be read as one of ours.</summary>
    Broken,
}
