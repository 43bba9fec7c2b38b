# Att visa att det verkligen är boten: verifiering i en krypterad chatt, och meddelanden som inte gick att läsa.

# $emoji (sju rader av verification-emoji-name, eller none), $numbers (text, när appen inte visar bilder; annars none)
verification-compare = Visar din app samma { $numbers ->
    [none] bilder i samma ordning? Då är det verkligen jag: tryck på ”De stämmer”. Stämmer de inte: avbryt.
   *[other] tal, **{ $numbers }**? Då är det verkligen jag: tryck på ”De stämmer”. Stämmer de inte: avbryt.
    }
    { $emoji }

error-unreadable = Ett krypterat meddelande från dig gick inte att läsa, så inget är ändrat. Skriv det gärna igen, här eller i rummet. Hjälper inte det: starta om appen, eller verifiera mig i den (öppna min profil, ”Verifiera”).
# $when (tid), $prefix
error-read-late = Först nu gick det att läsa det du skrev { $when }. Jag har inte gjort något av det, för det kan vara inaktuellt. Skriv det igen om det fortfarande gäller; `{ $prefix }mina` visar dina pass.

# $number (emojins nummer i Matrix specifikation)
verification-emoji-name = { $number ->
    [0] 🐶 Hund
    [1] 🐱 Katt
    [2] 🦁 Lejon
    [3] 🐎 Häst
    [4] 🦄 Enhörning
    [5] 🐷 Gris
    [6] 🐘 Elefant
    [7] 🐰 Kanin
    [8] 🐼 Panda
    [9] 🐓 Tupp
    [10] 🐧 Pingvin
    [11] 🐢 Sköldpadda
    [12] 🐟 Fisk
    [13] 🐙 Bläckfisk
    [14] 🦋 Fjäril
    [15] 🌷 Blomma
    [16] 🌳 Träd
    [17] 🌵 Kaktus
    [18] 🍄 Svamp
    [19] 🌏 Jordklot
    [20] 🌙 Måne
    [21] ☁️ Moln
    [22] 🔥 Eld
    [23] 🍌 Banan
    [24] 🍎 Äpple
    [25] 🍓 Jordgubbe
    [26] 🌽 Majs
    [27] 🍕 Pizza
    [28] 🎂 Tårta
    [29] ❤️ Hjärta
    [30] 😀 Smiley
    [31] 🤖 Robot
    [32] 🎩 Hatt
    [33] 👓 Glasögon
    [34] 🔧 Skruvnyckel
    [35] 🎅 Tomte
    [36] 👍 Tumme upp
    [37] ☂️ Paraply
    [38] ⌛ Timglas
    [39] ⏰ Klocka
    [40] 🎁 Present
    [41] 💡 Lampa
    [42] 📕 Bok
    [43] ✏️ Penna
    [44] 📎 Gem
    [45] ✂️ Sax
    [46] 🔒 Lås
    [47] 🔑 Nyckel
    [48] 🔨 Hammare
    [49] ☎️ Telefon
    [50] 🏁 Flagga
    [51] 🚂 Tåg
    [52] 🚲 Cykel
    [53] ✈️ Flygplan
    [54] 🚀 Raket
    [55] 🏆 Pokal
    [56] ⚽ Boll
    [57] 🎸 Gitarr
    [58] 🎺 Trumpet
    [59] 🔔 Bjällra
    [60] ⚓ Ankare
    [61] 🎧 Hörlurar
    [62] 📁 Mapp
   *[63] 📌 Häftstift
 }
