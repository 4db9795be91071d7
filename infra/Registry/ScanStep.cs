namespace CyberWatch.Infra.Registry;

/// <summary>How far a scan is: a word, and steps of how many.</summary>
public readonly record struct ScanStep(string Stage, int Done, int Planned);
