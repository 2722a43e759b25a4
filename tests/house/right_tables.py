"""Small right tables, one for each file of the knowledge, without a fault."""

RIGHT = {
    "actors/countries.tsv": """
        code name aliases adjectives people capital origin
        ATL Atlantis - Atlantean Atlanteans Poseidonis own
        LEM Lemuria Mu Lemurian Lemurians Kumari own
    """,
    "actors/organisations.tsv": """
        actor_id name aliases country org_class sectors since until origin
        org:tide Tide - ATL - REB - 1999-12-31 own
        org:tide Tide - ATL - GOV 2000-01-01 - own
        org:league League The~League - IGO - - - own
    """,
    "actors/persons.tsv": """
        actor_id name surname other_surnames aliases gender origin
        person:ada-reef Ada~Reef Reef Reeff Ada~B.~Reef f own
        person:jon-shoal Jon~Shoal Shoal - - m own
    """,
    "actors/offices.tsv": """
        actor_id office country organisation sectors since until shared origin
        person:jon-shoal President ATL - GOV 1990-01-01 1999-12-31 - own
        person:ada-reef President ATL - GOV 2000-01-01 - - own
        person:jon-shoal Chair - org:league - 2001-01-01 - - own
    """,
    "places/places.tsv": """
        name aliases country precision origin
        Coral~City Coralville ATL city own
    """,
    "codes/cameo.tsv": """
        code name goldstein event_type mode contexts origin
        04 Consult 1 CONSULT - - own
        041 Discuss 1 CONSULT phone diplomatic own
        05 Praise 3 SUPPORT - - own
    """,
    "codes/cameo_roots.tsv": """
        root gdelt_quad origin
        04 1 own
        05 1 own
    """,
    "codes/quad_classes.tsv": """
        quad name origin
        1 verbal own
    """,
    "codes/plover_types.tsv": """
        event_type quad score needs_recipient origin
        CONSULT 1 2.5 no own
        SUPPORT 1 3.5 yes own
    """,
    "codes/type_families.tsv": """
        event_type family origin
        CONSULT together own
        SUPPORT together own
    """,
    "codes/sector_sides.tsv": """
        sector side origin
        GOV state own
        REB armed own
    """,
    "codes/plover_modes.tsv": """
        event_type mode score origin
        CONSULT phone 1.5 own
    """,
    "codes/contexts.tsv": """
        context name origin
        diplomatic diplomacy own
    """,
    "codes/sectors.tsv": """
        sector name common cameo icews origin
        GOV government yes GOV Government own
        REB rebels yes REB Insurgents own
    """,
    "codes/countries.tsv": """
        code iso2 iso_number cow cow_number cameo fips adm1 origin
        ATL AT 1 ATL 10 ATL AT fips own
        LEM LE 2 - - LEM - other own
    """,
    "codes/org_classes.tsv": """
        org_class name cameo gdelt_type gdelt_group gdelt_religion icews origin
        IGO international IGO IGO - - International own
    """,
    "events/CONSULT/type.yaml": """
        event_type: CONSULT
        definition: They talk.
        counts: [Talks]
        does_not_count: [Chatter]
        cameo: "04"
        needs: [two]
        nominal_needs: [source, target/obj.of]
        modes:
          phone: By telephone.
    """,
    "events/CONSULT/en.tsv": """
        lemma pos particle noun source target needs act mode cameo status origin
        ring verb up - subj obj|owner source|target/with - phone 041 - own
        chat verb - in:@chats subj+poss noun.with two greet - 05 - own
        hail noun - - - to - hail - - possible own
    """
    + "\n".join(f"        word{number} verb - - - - - - - - - own" for number in range(22)),
    "events/CONSULT/modes.tsv": """
        words needs_mode mode cameo origin
        telephone|radio - phone 041 own
        - @three phone - own
    """,
    "events/CONSULT/examples.yaml": "hits:\n"
    + "".join(f"  - text: Atlantis rang {n}.\n    events: [{{mode: phone, status: actual}}]\n" for n in range(10))
    + "near_misses:\n"
    + "".join(f"  - text: The bell rang {n}.\n" for n in range(10)),
    "events/composition.tsv": """
        act content_type content_mode content_cameo negated event_type mode cameo origin
        hail CONSULT phone 041 - SUPPORT - 05 own
    """,
    "events/shared_codes.tsv": """
        event_type cameo reason origin
        CONSULT 05 both own
    """,
    "languages/en/act_words.tsv": """
        lemma use origin
        greet own_code_act own
    """,
    "languages/en/word_classes.tsv": """
        word_class words origin
        chats chat|gossip own
    """,
}
